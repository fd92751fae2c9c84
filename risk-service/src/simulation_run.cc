#include "risk-service/src/simulation_run.h"

#include <absl/status/status.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <numeric>
#include <thread>
#include <utility>

#include "common/base/errors.h"
#include "risk-service/src/simulation_risk.h"
#include "risk-service/src/simulation_tables.h"

namespace concordat::risk::simulation {
namespace {

// Risks that go through the iterations together, a block at a time: their tables and the
// block's totals stay near the processor.
constexpr size_t kGroup = 16;
// What the greatest losses of all risks together may come to: 2^62.
constexpr double kMostTogether = 4611686018427387904.0;
// CVaR 90 is of the tenth part.
constexpr uint32_t kTailPart = 10;

uint32_t BlocksOf(uint32_t iterations) { return (iterations + kBlock - 1) / kBlock; }

// A bit for each iteration, in whole blocks.
using Bits = std::vector<uint64_t>;

// One pass over all risks: what they add to the iterations whose bits are set.
class Pass {
 public:
  Pass(const std::vector<SimulatedRisk>& risks, const SimulationPlan& plan, const Bits& among,
       const Progress& progress, int64_t done_before)
      : risks_(risks),
        plan_(plan),
        kernel_(plan.kernel != nullptr ? *plan.kernel : Kernels().back()),
        among_(among),
        progress_(progress),
        done_before_(done_before),
        order_(risks.size()),
        sums_(risks.size()) {
    // Risks of a category stand together, so that its factor is drawn once for each group.
    std::iota(order_.begin(), order_.end(), size_t{0});
    std::stable_sort(order_.begin(), order_.end(), [&risks](size_t x, size_t y) {
      return risks[x].category < risks[y].category;
    });
  }

  absl::Status Run() {
    losses_.assign(among_.size() * kWord, 0);
    std::vector<std::thread> others;
    for (int i = 1; i < plan_.threads; ++i) others.emplace_back([this] { Work(); });
    Work();
    for (std::thread& other : others) other.join();
    return status_;
  }

  std::vector<int64_t>& losses() { return losses_; }
  std::vector<Sum>& sums() { return sums_; }

 private:
  void Work() {
    std::vector<int64_t> losses(losses_.size());
    const auto tables = std::make_unique<double[]>(kGroup * kPertDoubles);
    while (!ended_) {
      const size_t begin = next_.fetch_add(kGroup);
      if (begin >= risks_.size()) break;
      const size_t end = std::min(begin + kGroup, risks_.size());
      Group(begin, end, tables.get(), &losses);
      const auto done = static_cast<int64_t>(done_ += end - begin);
      const absl::Status told =
          progress_(done_before_ + done, 2 * static_cast<int64_t>(risks_.size()));
      if (!told.ok()) End(told);
    }
    const std::lock_guard lock(mutex_);
    // Integers: in whatever order the threads come, the sum is the same.
    for (size_t i = 0; i < losses.size(); ++i) losses_[i] += losses[i];
  }

  void End(const absl::Status& status) {
    const std::lock_guard lock(mutex_);
    if (status_.ok()) status_ = status;
    ended_ = true;
  }

  void Group(size_t begin, size_t end, double* tables, std::vector<int64_t>* losses) {
    std::vector<KernelRisk> prepared;
    std::vector<const std::string*> categories;
    for (size_t i = begin; i < end; ++i) {
      const SimulatedRisk& risk = risks_[order_[i]];
      const int32_t correlation = CorrelationOf(risk);
      prepared.push_back(
          PrepareRisk(plan_.seed, risk, correlation, tables + (i - begin) * kPertDoubles));
      categories.push_back(IsCorrelated(risk, correlation) ? &risk.category : nullptr);
    }
    std::vector<double> factor(kBlock);
    for (size_t at = 0; at < losses->size(); at += kBlock) {
      const std::string* drawn = nullptr;
      for (size_t i = 0; i < prepared.size(); ++i) {
        Block block{.first = static_cast<uint32_t>(at),
                    .among = among_.data() + at / kWord,
                    .totals = losses->data() + at};
        if (const std::string* category = categories[i]) {
          if (drawn == nullptr || *drawn != *category) {
            kernel_.normals(StreamOf(plan_.seed, Purpose::kFactor, *category), block.first,
                            factor.data());
            drawn = category;
          }
          block.factor = factor.data();
        }
        sums_[order_[begin + i]] += kernel_.add(prepared[i], block);
      }
    }
  }

  int32_t CorrelationOf(const SimulatedRisk& risk) const {
    if (risk.category.empty()) return 0;
    const auto found = plan_.correlation_ppm.find(risk.category);
    return found == plan_.correlation_ppm.end() ? 0 : found->second;
  }

  const std::vector<SimulatedRisk>& risks_;
  const SimulationPlan& plan_;
  const Kernel& kernel_;
  const Bits& among_;
  const Progress& progress_;
  const int64_t done_before_;
  std::vector<size_t> order_;
  std::atomic<size_t> next_ = 0;
  std::atomic<size_t> done_ = 0;
  std::atomic<bool> ended_ = false;
  std::mutex mutex_;
  absl::Status status_;
  std::vector<int64_t> losses_;
  // Each is written by the thread that has its risk's group.
  std::vector<Sum> sums_;
};

Bits AllOf(uint32_t iterations) {
  Bits bits(size_t{BlocksOf(iterations)} * kBlockWords);
  for (uint32_t i = 0; i < iterations; ++i) bits[i / kWord] |= uint64_t{1} << (i % kWord);
  return bits;
}

// The `tail` iterations with the greatest losses.
Bits TailOf(const std::vector<int64_t>& losses, uint32_t tail) {
  Bits bits(size_t{BlocksOf(static_cast<uint32_t>(losses.size()))} * kBlockWords);
  if (tail == 0) return bits;
  std::vector<int64_t> sorted = losses;
  const auto border = sorted.end() - tail;
  std::nth_element(sorted.begin(), border, sorted.end());
  const int64_t least = *border;
  uint32_t equal = tail;
  for (const int64_t loss : losses) equal -= loss > least;
  for (size_t i = 0; i < losses.size(); ++i) {
    if (losses[i] < least || (losses[i] == least && equal == 0)) continue;
    if (losses[i] == least) --equal;
    bits[i / kWord] |= uint64_t{1} << (i % kWord);
  }
  return bits;
}

// The first pass over all iterations.
absl::Status PassAll(const std::vector<SimulatedRisk>& risks, const SimulationPlan& plan,
                     const Progress& progress, SimulationRun* run) {
  double together = 0;
  for (const SimulatedRisk& risk : risks) together += GreatestLoss(risk.impact);
  if (together > kMostTogether)
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "SIMULATION_TOO_LARGE",
                           "The greatest losses of these risks together pass what can be added.");
  const Bits every = AllOf(plan.iterations);
  Pass pass(risks, plan, every, progress, 0);
  if (absl::Status status = pass.Run(); !status.ok()) return status;
  run->losses = std::move(pass.losses());
  run->losses.resize(plan.iterations);
  run->sums = std::move(pass.sums());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<int64_t>> SimulateLosses(const std::vector<SimulatedRisk>& risks,
                                                    const SimulationPlan& plan,
                                                    const Progress& progress) {
  SimulationRun run;
  if (absl::Status status = PassAll(risks, plan, progress, &run); !status.ok()) return status;
  return std::move(run.losses);
}

absl::StatusOr<SimulationRun> Simulate(const std::vector<SimulatedRisk>& risks,
                                       const SimulationPlan& plan, const Progress& progress) {
  SimulationRun run;
  if (absl::Status status = PassAll(risks, plan, progress, &run); !status.ok()) return status;
  // Draws can be made again, so nothing of a risk's losses was kept: the second pass has the
  // tail alone.
  run.tail = plan.iterations / kTailPart;
  const Bits tail = TailOf(run.losses, run.tail);
  Pass worst(risks, plan, tail, progress, static_cast<int64_t>(risks.size()));
  if (absl::Status status = worst.Run(); !status.ok()) return status;
  run.tail_sums = std::move(worst.sums());
  return run;
}

}  // namespace concordat::risk::simulation
