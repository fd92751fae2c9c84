#include "bench/load.h"

#include <absl/time/clock.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace concordat::bench {
namespace {

// User and system time of all threads of a process.
absl::Duration CpuTime(pid_t process) {
  clockid_t clock = 0;
  timespec time{};
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) return {};
  return absl::DurationFromTimespec(time);
}

std::vector<double> AskUntil(absl::Time end, const Ask& ask, std::atomic<int>* errors) {
  std::vector<double> took_ms;
  for (absl::Time now = absl::Now(); now < end;) {
    if (!ask()) ++*errors;
    const absl::Time then = absl::Now();
    took_ms.push_back(absl::ToDoubleMilliseconds(then - now));
    now = then;
  }
  return took_ms;
}

double MedianOf(const std::vector<Figures>& rounds, double Figures::* figure) {
  std::vector<double> values;
  for (const Figures& round : rounds) values.push_back(round.*figure);
  return Median(std::move(values));
}

}  // namespace

Figures Measure(const Target& target, absl::Duration time) {
  const size_t clients = target.clients.size();
  std::vector<std::vector<double>> took(clients);
  std::atomic<int> errors = 0;
  std::vector<std::thread> threads;
  const absl::Duration server = CpuTime(target.server), database = CpuTime(target.database);
  const absl::Time begin = absl::Now();
  for (size_t i = 0; i < clients; ++i) {
    threads.emplace_back([&, i] { took[i] = AskUntil(begin + time, target.clients[i], &errors); });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  std::vector<double> all;
  for (const auto& each : took) all.insert(all.end(), each.begin(), each.end());
  std::ranges::sort(all);
  const double requests = static_cast<double>(all.size());
  Figures figures;
  figures.per_second = requests / seconds;
  figures.p50_ms = all[all.size() / 2];
  figures.p99_ms = all[all.size() * 99 / 100];
  figures.server_us = absl::ToDoubleMicroseconds(CpuTime(target.server) - server) / requests;
  figures.database_us = absl::ToDoubleMicroseconds(CpuTime(target.database) - database) / requests;
  figures.errors = errors;
  return figures;
}

Figures Median(const std::vector<Figures>& rounds) {
  Figures median;
  for (const auto figure : {&Figures::per_second, &Figures::p50_ms, &Figures::p99_ms,
                            &Figures::server_us, &Figures::database_us}) {
    median.*figure = MedianOf(rounds, figure);
  }
  for (const Figures& round : rounds) median.errors += round.errors;
  return median;
}

double Median(std::vector<double> values) {
  std::ranges::sort(values);
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace concordat::bench
