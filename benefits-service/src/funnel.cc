#include "benefits-service/src/funnel.h"

#include <algorithm>

#include "common/base/text.h"

namespace concordat::benefits {
namespace {

// Of each measure what is told together, or else of the parts.
FunnelSums Taken(const FunnelStepSums& step) {
  if (!step.together.has_value()) return step.parts.value_or(FunnelSums());
  FunnelSums taken = *step.together;
  if (!step.parts.has_value()) return taken;
  const FunnelSums& parts = *step.parts;
  if (!taken.amount.has_value()) {
    taken.amount = parts.amount;
    taken.amount_high = parts.amount_high;
  }
  if (!taken.count.has_value()) taken.count = parts.count;
  taken.steps += parts.steps;
  taken.challenged += parts.challenged;
  const auto is_set = [](const std::string& day) { return !day.empty(); };
  if (is_set(parts.dated_from) &&
      (!is_set(taken.dated_from) || parts.dated_from < taken.dated_from)) {
    taken.dated_from = parts.dated_from;
  }
  taken.dated_to = std::max(taken.dated_to, parts.dated_to);
  return taken;
}

class Composer {
 public:
  explicit Composer(v1::FunnelGroup* group) : group_(*group) {}

  absl::Status AddStage(v1::Benefit::Stage stage, const FunnelStepSums& step) {
    const FunnelSums sums = Taken(step);
    v1::FunnelStage* told = group_.add_stages();
    told->set_stage(stage);
    told->set_steps(sums.steps);
    told->set_challenged_steps(sums.challenged);
    told->set_dated_from(sums.dated_from);
    told->set_dated_to(sums.dated_to);
    told->set_told_together(step.together.has_value() && step.parts.has_value());
    for (const v1::FunnelShare& share : step.shares) *told->add_shares() = share;
    AddCount(sums, told);
    return AddAmount(sums, told);
  }

  absl::Status AddRealised(const FunnelGroupSums& sums) {
    Pence realised = 0;
    for (const auto& [grade, pence] : sums.proven) {
      v1::GradeSum* told = group_.add_realised_by_grade();
      told->set_grade(grade);
      const auto amount = Told(pence, What());
      if (!amount.ok()) return amount.status();
      told->set_amount_pence(*amount);
      realised += pence;
    }
    if (sums.unproven.has_value()) {
      const auto amount = Told(*sums.unproven, What());
      if (!amount.ok()) return amount.status();
      group_.set_unproven_pence(*amount);
    }
    if (sums.proven.empty()) return absl::OkStatus();
    const auto amount = Told(realised, What());
    if (!amount.ok()) return amount.status();
    group_.set_realised_pence(*amount);
    if (!hoped_.has_value()) return absl::OkStatus();
    const auto lost = Told(*hoped_ - realised, What());
    if (lost.ok()) group_.set_realised_erosion_pence(*lost);
    return lost.status();
  }

 private:
  std::string What() const { return Concat("the funnel of ", group_.key()); }

  void AddCount(const FunnelSums& sums, v1::FunnelStage* told) {
    if (!sums.count.has_value()) return;
    told->set_count(*sums.count);
    if (count_.has_value()) told->set_erosion_count(*count_ - *sums.count);
    count_ = sums.count;
  }

  absl::Status AddAmount(const FunnelSums& sums, v1::FunnelStage* told) {
    if (!sums.amount.has_value()) return absl::OkStatus();
    const auto amount = Told(*sums.amount, What());
    if (!amount.ok()) return amount.status();
    told->set_amount_pence(*amount);
    if (sums.amount_high.has_value()) {
      const auto high = Told(*sums.amount_high, What());
      if (!high.ok()) return high.status();
      told->set_amount_high_pence(*high);
    }
    if (amount_.has_value()) {
      const auto lost = Told(*amount_ - *sums.amount, What());
      if (!lost.ok()) return lost.status();
      told->set_erosion_pence(*lost);
      if (*amount_ > 0) told->set_erosion_permille(PermilleOf(*amount_ - *sums.amount, *amount_));
      told->set_eroded_from(stage_);
    }
    amount_ = sums.amount;
    stage_ = told->stage();
    // That a paper says it came about is no actual.
    if (stage_ != v1::Benefit::STAGE_REALISED) hoped_ = amount_;
    return absl::OkStatus();
  }

  v1::FunnelGroup& group_;
  // The last amount and the last number before, and the last amount before what came about.
  std::optional<Pence> amount_, hoped_;
  std::optional<int64_t> count_;
  v1::Benefit::Stage stage_ = v1::Benefit::STAGE_UNSPECIFIED;
};

}  // namespace

int64_t PermilleOf(Pence part, Pence whole) {
  const Pence doubled = part * 2000 + whole;
  // Down also below nought.
  Pence rounded = doubled / (whole * 2);
  if (doubled % (whole * 2) < 0) --rounded;
  // What is beyond a million times the whole need not be told exactly.
  return static_cast<int64_t>(std::clamp<Pence>(rounded, -1'000'000'000, 1'000'000'000));
}

absl::StatusOr<v1::FunnelGroup> ComposeFunnel(const std::string& key, const FunnelGroupSums& sums) {
  v1::FunnelGroup group;
  group.set_key(key);
  Composer composer(&group);
  for (const auto& [stage, step] : sums.stages) {
    absl::Status status = composer.AddStage(stage, step);
    if (!status.ok()) return status;
  }
  absl::Status status = composer.AddRealised(sums);
  if (!status.ok()) return status;
  return group;
}

}  // namespace concordat::benefits
