// Rows of plans and milestones that say of themselves that they do not go as planned, or that
// have not been heard of since their day.
#include <string>
#include <unordered_map>

#include "common/base/date.h"
#include "common/base/spoken_printed.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/findings/finding_id.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/plan_dates.h"
#include "programme-service/src/stage_plan_rules.h"

namespace concordat::programme {
namespace {

using ledger::v1::SEVERITY_INFORMATION;
using ledger::v1::SEVERITY_WARNING;
using type::v1::PrintedDate;
using v1::Milestone;
using v1::StagePlan;

// ` (because)`, where a reason is stated.
std::string Because(const std::string& reason) {
  return reason.empty() ? "" : Concat(" (", reason, ")");
}

void AddOutsideKey(const OutsideKey& outside, const v1::StageModel& key,
                   const std::unordered_map<std::string_view, const StagePlan*>& by_name,
                   Findings* findings) {
  FindingDraft draft("stage-outside-key", SEVERITY_INFORMATION,
                     outside.count == 1
                         ? Concat("A row of the plans is called \"", outside.label,
                                  "\", which is no stage of \"", key.title(), "\".")
                         : Concat(outside.count, " rows of the plans are called \"", outside.label,
                                  "\", which is no stage of \"", key.title(), "\"."));
  draft.Involve(key);
  for (const std::string& name : outside.plans) {
    const auto plan = by_name.find(name);
    if (plan == by_name.end()) continue;
    draft.Involve(*plan->second).Stated(*plan->second, "stage", plan->second->label());
  }
  // Of whatever rows it is found.
  draft->set_finding_id(FindingId("stage-outside-key", {key.name(), outside.label}));
  findings->push_back(draft.Take());
}

void AddStalled(const PlanFacts& plans, const StagePlan& plan, Findings* findings) {
  if (plan.state() != StagePlan::STATE_STALLED) return;
  const PrintedDate end = EndOf(plan);
  const std::string due = end.date().empty() ? "" : Concat("; it was to end ", SpokenWhen(end));
  FindingDraft draft(
      "stage-stalled", SEVERITY_WARNING,
      Concat(CalledIn(plans, plan), " has stalled", Because(plan.state_reason()), due, "."));
  draft.Involve(plan).Stated(plan, "state", "stalled");
  if (!end.date().empty()) draft.Stated(plan, "end", SpokenWhen(end));
  findings->push_back(draft.Take());
}

const v1::Replan* NewestOf(const StagePlan& plan) {
  return NewestReplan(plan.replans(), v1::PLAN_END_END);
}

const v1::Replan* NewestOf(const Milestone& milestone) {
  return milestone.replans().empty() ? nullptr : &*milestone.replans().rbegin();
}

bool IsOpen(const StagePlan& plan) {
  return plan.actual_end().empty() && plan.state() != StagePlan::STATE_DONE &&
         plan.state() != StagePlan::STATE_CANCELLED;
}

bool IsOpen(const Milestone& milestone) {
  return milestone.reached().empty() && milestone.state() != Milestone::STATE_REACHED &&
         milestone.state() != Milestone::STATE_CANCELLED;
}

PrintedDate LastDayOf(const StagePlan& plan) { return EndOf(plan); }
PrintedDate LastDayOf(const Milestone& milestone) { return DueOf(milestone); }

// Said not to be met, or moved to no date.
template <typename Record>
void AddWithoutNewDate(const PlanFacts& plans, const Record& record, Findings* findings) {
  const v1::Replan* newest = NewestOf(record);
  const bool moved_to_none =
      newest != nullptr && newest->to().date().empty() && newest->to().as_printed().empty();
  const bool not_met = record.state() == Record::STATE_WILL_NOT_BE_MET;
  if (!IsOpen(record) || (!not_met && !moved_to_none)) return;
  const PrintedDate day =
      moved_to_none && !newest->from().date().empty() ? newest->from() : LastDayOf(record);
  const std::string due = day.date().empty() ? "" : Concat(", due ", SpokenWhen(day), ",");
  FindingDraft draft(
      "plan-without-new-date", SEVERITY_WARNING,
      Concat(CalledIn(plans, record), due, not_met ? " will not be met" : " has been put off",
             ", and no new date is given."));
  draft.Involve(record);
  draft.Stated(record, "planned", day.date().empty() ? "no date" : SpokenWhen(day));
  if (newest != nullptr) draft->set_reason(newest->reason());
  findings->push_back(draft.Take());
}

// True where a planned day lies before another; possibly where words leave open how late.
Holds HasPassed(const PrintedDate& printed, absl::CivilDay today) {
  const auto date = PlanDateOf(printed);
  if (!date.has_value() || date->days.last >= today) return Holds::kNever;
  return date->may_be_later ? Holds::kPossibly : Holds::kAlways;
}

// `done` is what nothing says of it: `did`, `was reached`.
struct ToBe {
  const char* verb;
  const char* done;
};

template <typename Record>
void AddPassed(const PlanFacts& plans, const Record& record, const ToBe& to_be,
               const PrintedDate& day, absl::CivilDay today, Findings* findings) {
  const bool possible = HasPassed(day, today) == Holds::kPossibly;
  FindingDraft draft("planned-day-passed", SEVERITY_WARNING,
                     Concat(CalledIn(plans, record), " was ", to_be.verb, " ", SpokenWhen(day),
                            possible ? ", which may have passed" : "",
                            ", and nothing says that it ", to_be.done, "."));
  draft.Involve(record).Stated(record, "planned", SpokenWhen(day));
  draft->set_possible(possible);
  findings->push_back(draft.Take());
}

// What is stalled or will not be met says so itself; of what no state is stated nothing is
// known.
void AddDayPassed(const PlanFacts& plans, const StagePlan& plan, absl::CivilDay today,
                  Findings* findings) {
  const bool planned = plan.state() == StagePlan::STATE_PLANNED;
  if ((!planned && plan.state() != StagePlan::STATE_UNDER_WAY) || !IsOpen(plan)) return;
  const PrintedDate start = StartOf(plan), end = EndOf(plan);
  if (HasPassed(end, today) != Holds::kNever) {
    AddPassed(plans, plan, {"to end", "did"}, end, today, findings);
  } else if (planned && plan.actual_start().empty() && HasPassed(start, today) != Holds::kNever) {
    AddPassed(plans, plan, {"to start", "did"}, start, today, findings);
  }
}

void AddDayPassed(const PlanFacts& plans, const Milestone& milestone, absl::CivilDay today,
                  Findings* findings) {
  const bool awaited =
      milestone.state() == Milestone::STATE_PLANNED || milestone.state() == Milestone::STATE_MISSED;
  const PrintedDate due = DueOf(milestone);
  if (!awaited || !IsOpen(milestone) || HasPassed(due, today) == Holds::kNever) return;
  AddPassed(plans, milestone, {"due", "was reached"}, due, today, findings);
}

}  // namespace

void AddPlanStateFindings(const PlanFacts& plans, absl::CivilDay today, Findings* findings) {
  std::unordered_map<std::string_view, const StagePlan*> by_name;
  for (const StagePlan& plan : plans.stages) {
    by_name[plan.name()] = &plan;
    AddStalled(plans, plan, findings);
    AddWithoutNewDate(plans, plan, findings);
    AddDayPassed(plans, plan, today, findings);
  }
  for (const Milestone& milestone : plans.milestones) {
    AddWithoutNewDate(plans, milestone, findings);
    AddDayPassed(plans, milestone, today, findings);
  }
  std::unordered_map<std::string_view, const v1::StageModel*> keys;
  for (const v1::StageModel& key : plans.keys) keys[key.name()] = &key;
  for (const OutsideKey& outside : plans.outside_key) {
    const auto key = keys.find(outside.key);
    if (key != keys.end()) AddOutsideKey(outside, *key->second, by_name, findings);
  }
}

}  // namespace concordat::programme
