// Measures simulations: what each width of vector draws in a second, each distribution alone
// and all mixed, beside how fast this processor can calculate at all. bench/run-simulation
// puts numpy beside it.
//
// usage: concordat-bench-simulation [RISKS ITERATIONS THREADS]
//   with figures, one whole simulation of so many risks instead
#include <absl/strings/str_cat.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "risk-service/src/simulation_results.h"
#include "risk-service/src/simulation_run.h"

namespace {

using namespace concordat::risk::simulation;  // NOLINT: a program of one page

constexpr int kRisks = 300;
constexpr uint32_t kIterations = 100'000;

double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// Probabilities from 0.05 to 0.5, thirds of the three shapes or all of one; the same as
// run-simulation gives to numpy.
std::vector<SimulatedRisk> Risks(int count, int kind) {
  std::vector<SimulatedRisk> risks;
  for (int i = 0; i < count; ++i) {
    const int64_t low = int64_t{1'000'000} * (1 + i % 7);
    const auto ppm =
        static_cast<int32_t>(50'000 + int64_t{450'000} * i / (count > 1 ? count - 1 : 1));
    const auto shape = static_cast<ImpactKind>(kind < 0 ? i % 3 : kind);
    risks.push_back({absl::StrCat("risks/", i), ppm, {shape, low, 3 * low, 10 * low}, ""});
  }
  return risks;
}

absl::Status GoOn(int64_t, int64_t) { return absl::OkStatus(); }

void MeasureDraws() {
  const char* const kNames[] = {"mixed", "triangular", "PERT", "lognormal"};
  for (const Kernel& kernel : Kernels())
    for (int kind = -1; kind < 3; ++kind) {
      const std::vector<SimulatedRisk> risks = Risks(kRisks, kind);
      SimulationPlan plan{.seed = 1, .iterations = kIterations};
      plan.kernel = &kernel;
      const double before = CpuSeconds();
      if (!SimulateLosses(risks, plan, GoOn).ok()) std::exit(1);
      const double seconds = CpuSeconds() - before;
      std::printf("draws %s %s %.4f\n", kernel.name, kNames[kind + 1],
                  seconds * 1e9 / kRisks / kIterations);
    }
}

#ifdef __x86_64__
// Additions and multiplications of doubles in a second, four to a vector, as many in flight
// as the processor takes.
__attribute__((target("avx2"))) double OperationsPerSecond() {
  constexpr int kTurns = 20'000'000;
  // Six chains of each: an operation takes three turns, and two of a kind go at a time.
  __m256d a = _mm256_set1_pd(1), b = a, c = a, d = a, e = a, f = a;
  __m256d g = a, h = a, i = a, j = a, k = a, l = a;
  const __m256d one = _mm256_set1_pd(1);
  const double before = CpuSeconds();
  for (int turn = 0; turn < kTurns; ++turn) {
    a += one, b += one, c += one, d += one, e += one, f += one;
    g *= one, h *= one, i *= one, j *= one, k *= one, l *= one;
    // So that no turn is folded into another.
    asm volatile("" : "+x"(a), "+x"(b), "+x"(c), "+x"(d), "+x"(e), "+x"(f));
    asm volatile("" : "+x"(g), "+x"(h), "+x"(i), "+x"(j), "+x"(k), "+x"(l));
  }
  return 12.0 * 4 * kTurns / (CpuSeconds() - before);
}
#endif

int WholeSimulation(int risks, uint32_t iterations, int threads) {
  const auto begin = std::chrono::steady_clock::now();
  const double before = CpuSeconds();
  const std::vector<SimulatedRisk> all = Risks(risks, -1);
  SimulationPlan plan{.seed = 1, .iterations = iterations, .threads = threads};
  const auto run = Simulate(all, plan, GoOn);
  if (!run.ok()) {
    std::fprintf(stderr, "%s\n", run.status().ToString().c_str());
    return 1;
  }
  const LossSummary summary = Summarise(all, *run, 100);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%d risks, %u iterations, %d threads: %.1f s, %.1f CPU s, %ld MiB at most\n", risks,
              iterations, threads,
              std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
              CpuSeconds() - before, usage.ru_maxrss / 1024);
  std::printf("mean %lld, by formula %lld, standard error %lld, CVaR 90 %lld\n",
              static_cast<long long>(summary.mean), static_cast<long long>(summary.mean_by_formula),
              static_cast<long long>(summary.standard_error),
              static_cast<long long>(summary.cvar90));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4) {
    const auto number = [argv](int i) { return std::strtol(argv[i], nullptr, 10); };
    return WholeSimulation(static_cast<int>(number(1)), static_cast<uint32_t>(number(2)),
                           static_cast<int>(number(3)));
  }
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx2")) std::printf("operations %.4g\n", OperationsPerSecond());
#endif
  MeasureDraws();
  return 0;
}
