// Targets measured in turn, so that whatever else runs on the machine hits all of
// them alike, and what comes of it as lines of a table.
#ifndef CONCORDAT_BENCH_COMPARISON_H_
#define CONCORDAT_BENCH_COMPARISON_H_

#include <absl/time/time.h>

#include <string>
#include <vector>

#include "bench/load.h"

namespace concordat::bench {

struct Rhythm {
  int rounds = 7;
  absl::Duration time = absl::Seconds(1);
};

// Prints the head of the table.
void PrintHead();

// Measures the targets round by round and prints a line for each: the medians of
// its figures, and of its rate as a ratio to the fastest of the first `floors`
// targets in the same round.
void Compare(const std::string& what, const std::vector<Target>& targets, size_t floors,
             const Rhythm& rhythm);

}  // namespace concordat::bench

#endif  // CONCORDAT_BENCH_COMPARISON_H_
