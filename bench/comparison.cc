#include "bench/comparison.h"

#include <algorithm>
#include <cstdio>

namespace concordat::bench {
namespace {

constexpr absl::Duration kWarmUp = absl::Milliseconds(300);

// Figures of each target, round by round.
std::vector<std::vector<Figures>> Rounds(const std::vector<Target>& targets, const Rhythm& rhythm) {
  std::vector<std::vector<Figures>> figures(targets.size());
  for (const Target& target : targets) Measure(target, kWarmUp);
  for (int round = 0; round < rhythm.rounds; ++round) {
    for (size_t i = 0; i < targets.size(); ++i) {
      // To and fro, so that none always comes after the same other.
      const size_t at = round % 2 == 0 ? i : targets.size() - 1 - i;
      figures[at].push_back(Measure(targets[at], rhythm.time));
    }
  }
  return figures;
}

double MedianRatio(const std::vector<Figures>& of, const std::vector<Figures>& to,
                   double Figures::* figure) {
  std::vector<double> ratios;
  for (size_t i = 0; i < of.size(); ++i) ratios.push_back(of[i].*figure / (to[i].*figure));
  return Median(std::move(ratios));
}

}  // namespace

void PrintHead() {
  std::printf(
      "| what | clients | per second | ratio | p50 ms | p99 ms | server µs | ratio | database µs "
      "|\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
}

void Compare(const std::string& what, const std::vector<Target>& targets, size_t floors,
             const Rhythm& rhythm) {
  const auto figures = Rounds(targets, rhythm);
  size_t floor = 0;
  for (size_t i = 1; i < floors; ++i) {
    if (Median(figures[i]).per_second > Median(figures[floor]).per_second) floor = i;
  }
  for (size_t i = 0; i < targets.size(); ++i) {
    const Figures median = Median(figures[i]);
    std::printf("| %s: %s | %zu | %.0f | %.2f | %.2f | %.2f | %.0f | %.2f | %.0f |%s\n",
                what.c_str(), targets[i].name.c_str(), targets[i].clients.size(), median.per_second,
                MedianRatio(figures[i], figures[floor], &Figures::per_second), median.p50_ms,
                median.p99_ms, median.server_us,
                MedianRatio(figures[i], figures[floor], &Figures::server_us), median.database_us,
                median.errors > 0 ? " ERRORS" : "");
  }
  std::fflush(stdout);
}

}  // namespace concordat::bench
