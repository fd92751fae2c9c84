#include "programme-service/src/stage_plan_rules.h"

#include "common/base/text.h"
#include "programme-service/src/date_order.h"
#include "programme-service/src/plan_dates.h"

namespace concordat::programme {
namespace {

using v1::Replan;
using v1::StagePlan;
using Replans = google::protobuf::RepeatedPtrField<Replan>;

bool IsAhead(StagePlan::State state) {
  return state == StagePlan::STATE_PLANNED || state == StagePlan::STATE_WILL_NOT_BE_MET;
}

bool IsOpen(StagePlan::State state) {
  return IsAhead(state) || state == StagePlan::STATE_UNDER_WAY || state == StagePlan::STATE_STALLED;
}

void CheckSubject(const StagePlan& plan, std::vector<FieldViolation>* violations) {
  if (plan.project().empty() == plan.service_area().empty()) {
    violations->push_back({"stage_plan.project", "is given, or service_area is, and not both"});
  }
  if (!plan.stage().empty() && plan.stage_model().empty()) {
    violations->push_back({"stage_plan.stage_model", "is required where stage is given"});
  }
}

void CheckState(const StagePlan& plan, std::vector<FieldViolation>* violations) {
  if (plan.state() == StagePlan::STATE_PLANNED && !plan.actual_start().empty()) {
    violations->push_back({"stage_plan.state", "is not planned where it has begun"});
  }
  if (IsOpen(plan.state()) && !plan.actual_end().empty()) {
    violations->push_back({"stage_plan.state", "is not open where it is completed"});
  }
  const Replan* newest = NewestReplan(plan.replans(), v1::PLAN_END_END);
  if (plan.state() == StagePlan::STATE_WILL_NOT_BE_MET && newest != nullptr &&
      !newest->to().date().empty()) {
    violations->push_back(
        {"stage_plan.state", "gives no new date, and the newest re-plan of its end has one"});
  }
}

void FillSlips(StagePlan* plan) {
  plan->clear_start_slip();
  plan->clear_end_slip();
  if (auto slip = SlipBetween(plan->baseline_start(), plan->start())) {
    *plan->mutable_start_slip() = *slip;
  }
  if (auto slip = SlipBetween(plan->baseline_end(), plan->end())) {
    *plan->mutable_end_slip() = *slip;
  }
}

}  // namespace

const Replan* NewestReplan(const Replans& replans, v1::PlanEnd end) {
  const Replan* newest = nullptr;
  for (const Replan& replan : replans) {
    if (replan.what() == end) newest = &replan;
  }
  return newest;
}

void CheckReplans(const Replans& replans, std::string_view noun, bool has_start,
                  std::vector<FieldViolation>* violations) {
  for (int i = 0; i < replans.size(); ++i) {
    const Replan& replan = replans[i];
    const std::string path = Concat(noun, ".replans[", i, "]");
    if (!has_start && replan.what() == v1::PLAN_END_START) {
      violations->push_back({path + ".what", "is no start, of which there is none"});
    }
    const bool moves = replan.from().date().empty() || replan.from().date() != replan.to().date() ||
                       replan.from().qualifier() != replan.to().qualifier();
    if (!moves) violations->push_back({path + ".to", "is the date that it was moved from"});
  }
}

absl::Status CheckStagePlan(const StagePlan*, StagePlan* after) {
  std::vector<FieldViolation> violations;
  CheckSubject(*after, &violations);
  CheckState(*after, &violations);
  CheckReplans(after->replans(), "stage_plan", true, &violations);
  if (!violations.empty()) return InvalidFields(violations);
  FillSlips(after);
  return CheckDateOrder(after->actual_start(), after->actual_end(), "stage_plan.actual_end");
}

}  // namespace concordat::programme
