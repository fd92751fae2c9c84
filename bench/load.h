// Closed-loop load: clients that each ask again as soon as they are answered.
#ifndef CONCORDAT_BENCH_LOAD_H_
#define CONCORDAT_BENCH_LOAD_H_

#include <absl/time/time.h>
#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace concordat::bench {

// What one client repeats; false for an error.
using Ask = std::function<bool()>;

// Something that is put under load.
struct Target {
  std::string name;
  // One for each client.
  std::vector<Ask> clients;
  // Whose CPU time it costs: the server's, and the database's.
  pid_t server = 0;
  pid_t database = 0;
};

struct Figures {
  double per_second = 0;
  double p50_ms = 0, p99_ms = 0;
  // CPU time for each request, in microseconds.
  double server_us = 0, database_us = 0;
  int errors = 0;
};

// Runs all clients of the target for the time.
Figures Measure(const Target& target, absl::Duration time);

// The middle of each figure; the sum of errors.
Figures Median(const std::vector<Figures>& rounds);
double Median(std::vector<double> values);

}  // namespace concordat::bench

#endif  // CONCORDAT_BENCH_LOAD_H_
