// Closed-loop load: clients that each ask again as soon as they are answered.
#ifndef CONCORDAT_BENCH_LOAD_H_
#define CONCORDAT_BENCH_LOAD_H_

#include <absl/time/time.h>

#include <functional>

namespace concordat::bench {

struct Figures {
  double per_second = 0;
  absl::Duration p50;
  absl::Duration p99;
  int errors = 0;
};

// Makes what one client repeats; called once for each client, with its number.
using MakeClient = std::function<std::function<bool()>(int client)>;

// Runs the clients for the time, after a short run whose figures are thrown away.
Figures Measure(int clients, absl::Duration time, const MakeClient& make);

}  // namespace concordat::bench

#endif  // CONCORDAT_BENCH_LOAD_H_
