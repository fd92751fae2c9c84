#include "bench/load.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace concordat::bench {
namespace {

constexpr absl::Duration kWarmUp = absl::Milliseconds(500);

Figures Run(int clients, absl::Duration time, const std::vector<std::function<bool()>>& asks) {
  std::vector<std::vector<absl::Duration>> took(clients);
  std::atomic<int> errors = 0;
  const absl::Time begin = absl::Now(), end = begin + time;
  std::vector<std::thread> threads;
  for (int i = 0; i < clients; ++i) {
    threads.emplace_back([&, i] {
      for (absl::Time now = absl::Now(); now < end;) {
        if (!asks[i]()) ++errors;
        const absl::Time then = absl::Now();
        took[i].push_back(then - now);
        now = then;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<absl::Duration> all;
  for (const auto& each : took) all.insert(all.end(), each.begin(), each.end());
  std::ranges::sort(all);
  Figures figures;
  figures.errors = errors;
  figures.per_second = static_cast<double>(all.size()) / absl::ToDoubleSeconds(absl::Now() - begin);
  figures.p50 = all[all.size() / 2];
  figures.p99 = all[all.size() * 99 / 100];
  return figures;
}

}  // namespace

Figures Measure(int clients, absl::Duration time, const MakeClient& make) {
  std::vector<std::function<bool()>> asks;
  for (int i = 0; i < clients; ++i) asks.push_back(make(i));
  Run(clients, kWarmUp, asks);
  return Run(clients, time, asks);
}

}  // namespace concordat::bench
