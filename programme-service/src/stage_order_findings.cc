// Whether the stages of a project or of a service area come one after another.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/base/date_gap.h"
#include "common/base/spoken_printed.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/plan_dates.h"
#include "programme-service/src/stage_plan_rules.h"

namespace concordat::programme {
namespace {

using ledger::v1::SEVERITY_WARNING;
using type::v1::PrintedDate;
using v1::StagePlan;

// A row that stands in a key.
struct Row {
  const StagePlan* plan = nullptr;
  int rank = 0;
  std::optional<PlanDate> start, end;
  bool end_was_moved = false;
};

bool IsMoved(const PrintedDate& from, const PrintedDate& to) {
  return !from.date().empty() && (from.date() != to.date() || from.qualifier() != to.qualifier());
}

bool EndWasMoved(const StagePlan& plan) {
  return IsMoved(plan.baseline_end(), plan.end()) ||
         NewestReplan(plan.replans(), v1::PLAN_END_END) != nullptr;
}

// Of some rows the one that certainly, and the one that possibly ends last.
class LastToEnd {
 public:
  void Take(const Row& row) {
    if (!row.end.has_value()) return;
    if (IsLater(row, by_first_, row.end->days.first, &PartialDate::first)) by_first_ = &row;
    if (IsLater(row, by_last_, row.end->days.last, &PartialDate::last)) by_last_ = &row;
  }

  // The one that a start comes before the end of, and how certainly.
  std::pair<const Row*, Holds> Clash(const PlanDate& start) const {
    if (by_first_ == nullptr) return {nullptr, Holds::kNever};
    const Holds certain = StartsBeforeEnd(start, *by_first_->end);
    if (certain == Holds::kAlways) return {by_first_, certain};
    const Holds possible = StartsBeforeEnd(start, *by_last_->end);
    if (possible != Holds::kNever) return {by_last_, possible};
    return {by_first_, certain};
  }

 private:
  static bool IsLater(const Row& row, const Row* than, absl::CivilDay day,
                      absl::CivilDay PartialDate::* side) {
    if (than == nullptr) return true;
    const absl::CivilDay other = than->end->days.*side;
    return day > other || (day == other && row.plan->name() < than->plan->name());
  }

  const Row* by_first_ = nullptr;
  const Row* by_last_ = nullptr;
};

void AddEndsBeforeStart(const PlanFacts& plans, const StagePlan& plan, Findings* findings) {
  const PrintedDate start = StartOf(plan), end = EndOf(plan);
  const Holds holds = EndsBeforeStart(end, start);
  if (holds == Holds::kNever) return;
  const bool possible = holds == Holds::kPossibly;
  const std::string gap = SpokenGap(end.date(), start.date());
  FindingDraft draft(
      "stage-ends-before-start", SEVERITY_WARNING,
      Concat(CalledIn(plans, plan), possible ? " may end " : " ends ", SpokenWhen(end), ", ", gap,
             gap.empty() ? "" : " ", "before it starts ", SpokenWhen(start), "."));
  draft.Involve(plan).Stated(plan, "start", SpokenWhen(start)).Stated(plan, "end", SpokenWhen(end));
  draft->set_possible(possible);
  findings->push_back(draft.Take());
}

void AddStartsBeforeEnd(const PlanFacts& plans, const Row& later, const LastToEnd& earlier,
                        Findings* findings) {
  const auto [clashes, holds] = earlier.Clash(*later.start);
  if (holds == Holds::kNever) return;
  const bool possible = holds == Holds::kPossibly;
  const PrintedDate start = StartOf(*later.plan), end = EndOf(*clashes->plan);
  const std::string gap = SpokenGap(start.date(), end.date());
  FindingDraft draft("stage-starts-before-earlier-ends", SEVERITY_WARNING,
                     Concat(CalledIn(plans, *later.plan), possible ? " may start " : " starts ",
                            SpokenWhen(start), ", ", gap, gap.empty() ? "" : " ", "before ",
                            clashes->plan->label(), " ends ", SpokenWhen(end), "."));
  draft.Involve(*later.plan).Involve(*clashes->plan);
  draft.Stated(*clashes->plan, "end", SpokenWhen(end))
      .Stated(*later.plan, "start", SpokenWhen(start));
  draft->set_possible(possible);
  findings->push_back(draft.Take());
}

// Whether a start is stated as it was first.
Holds IsUnmoved(const StagePlan& plan) {
  if (!plan.actual_start().empty()) return Holds::kNever;
  PrintedDate first = plan.baseline_start();
  for (const v1::Replan& replan : plan.replans()) {
    if (first.date().empty() && replan.what() == v1::PLAN_END_START) first = replan.from();
  }
  const PrintedDate now = StartOf(plan);
  if (!IsMoved(first, now)) return Holds::kAlways;
  const auto slip = SlipBetween(first, now);
  const bool may_be = slip.has_value() && (!slip->has_at_least() || slip->at_least() <= 0) &&
                      (!slip->has_at_most() || slip->at_most() >= 0);
  return may_be ? Holds::kPossibly : Holds::kNever;
}

// An end before it was moved which a start comes after.
struct EndBefore {
  PrintedDate date;
  Holds follows = Holds::kNever;
};

EndBefore FollowedEnd(const PlanDate& start, const StagePlan& earlier) {
  std::vector<PrintedDate> before = {earlier.baseline_end()};
  for (const v1::Replan& replan : earlier.replans()) {
    if (replan.what() == v1::PLAN_END_END) before.push_back(replan.from());
  }
  EndBefore followed;
  for (const PrintedDate& date : before) {
    const auto days = PlanDateOf(date);
    if (!days.has_value()) continue;
    // `by` a day is planned for that day.
    const Holds breaks = StartsBeforeEnd(start, {.days = days->days});
    const Holds follows = breaks == Holds::kNever      ? Holds::kAlways
                          : breaks == Holds::kPossibly ? Holds::kPossibly
                                                       : Holds::kNever;
    if (follows > followed.follows) followed = {date, follows};
  }
  return followed;
}

// The earlier stage was moved past a start that followed it, and the start stayed.
void AddNotMoved(const PlanFacts& plans, const Row& later, const LastToEnd& moved,
                 Findings* findings) {
  const auto [earlier, breaks] = moved.Clash(*later.start);
  if (breaks == Holds::kNever) return;
  const Holds unmoved = IsUnmoved(*later.plan);
  const EndBefore before = FollowedEnd(*later.start, *earlier->plan);
  const Holds holds = std::min({breaks, unmoved, before.follows});
  if (holds == Holds::kNever) return;
  const bool possible = holds == Holds::kPossibly;
  const PrintedDate start = StartOf(*later.plan), end = EndOf(*earlier->plan);
  FindingDraft draft(
      "stage-start-not-moved", SEVERITY_WARNING,
      Concat(CalledIn(plans, *earlier->plan), " was to end ", SpokenWhen(before.date),
             " and now ends ", SpokenWhen(end), "; the start of ", later.plan->label(), " ",
             SpokenWhen(start),
             possible ? " may not have been moved with it." : " was not moved with it."));
  draft.Involve(*earlier->plan).Involve(*later.plan);
  draft.Stated(*earlier->plan, "end before", SpokenWhen(before.date));
  draft.Stated(*earlier->plan, "end", SpokenWhen(end))
      .Stated(*later.plan, "start", SpokenWhen(start));
  if (const v1::Replan* newest = NewestReplan(earlier->plan->replans(), v1::PLAN_END_END)) {
    draft->set_reason(newest->reason());
  }
  draft->set_possible(possible);
  findings->push_back(draft.Take());
}

// The stages of one subject in one key, by their ranks.
void AddInOrder(const PlanFacts& plans, const std::vector<Row>& rows, Findings* findings) {
  LastToEnd all, moved;
  for (size_t from = 0, to = 0; from < rows.size(); from = to) {
    while (to < rows.size() && rows[to].rank == rows[from].rank) {
      if (rows[to].start.has_value()) {
        AddStartsBeforeEnd(plans, rows[to], all, findings);
        AddNotMoved(plans, rows[to], moved, findings);
      }
      ++to;
    }
    for (size_t i = from; i < to; ++i) {
      all.Take(rows[i]);
      if (rows[i].end_was_moved) moved.Take(rows[i]);
    }
  }
}

// What will not be met, or is given up, has no date that another must follow.
bool HasPlace(const StagePlan& plan) {
  return plan.state() != StagePlan::STATE_WILL_NOT_BE_MET &&
         plan.state() != StagePlan::STATE_CANCELLED;
}

using Ranks = std::unordered_map<std::string, int>;

std::unordered_map<std::string_view, Ranks> RanksByKey(const PlanFacts& plans) {
  std::unordered_map<std::string_view, Ranks> ranks;
  for (const v1::StageModel& key : plans.keys) {
    for (const v1::Stage& stage : key.stages()) ranks[key.name()][stage.label()] = stage.rank();
  }
  return ranks;
}

}  // namespace

void AddStageOrderFindings(const PlanFacts& plans, Findings* findings) {
  const auto ranks = RanksByKey(plans);
  std::map<std::pair<std::string_view, std::string_view>, std::vector<Row>> by_subject;
  for (const StagePlan& plan : plans.stages) {
    AddEndsBeforeStart(plans, plan, findings);
    const auto key = ranks.find(plan.stage_model());
    if (!HasPlace(plan) || key == ranks.end()) continue;
    const auto rank = key->second.find(plan.stage());
    if (rank == key->second.end()) continue;
    by_subject[{SubjectOf(plan), plan.stage_model()}].push_back(
        {&plan, rank->second, PlanDateOf(StartOf(plan)), PlanDateOf(EndOf(plan)),
         EndWasMoved(plan)});
  }
  for (auto& [subject, rows] : by_subject) {
    std::ranges::stable_sort(rows, {}, &Row::rank);
    AddInOrder(plans, rows, findings);
  }
}

}  // namespace concordat::programme
