#include "programme-service/src/pack_plans.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/text.h"
#include "concordat/programme/v1/meeting.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/reporting_period.pb.h"
#include "programme-service/src/pack_lists.h"
#include "programme-service/src/plan_columns.h"
#include "programme-service/src/plan_facts.h"

namespace concordat::programme {
namespace {

using v1::ExceptionReport;
using v1::GateDecision;
using v1::Milestone;
using v1::Recommendation;
using v1::ReportingPeriod;
using v1::Return;
using v1::StagePlan;

constexpr int64_t kMaxStages = 100;
constexpr int64_t kMaxMilestones = 50;
constexpr int64_t kMaxExceptions = 50;
constexpr int64_t kMaxGates = 50;
constexpr int64_t kMaxReturns = 100;
constexpr int64_t kMaxRecommendations = 100;
// Three months.
constexpr int kDaysAhead = 92;

// Puts lists of one outline together; does nothing more after an error.
class PlanPartReader {
 public:
  PlanPartReader(const Records& records, const Outline& outline, const std::string& since)
      : records_(records), outline_(outline), since_(since), today_(FormatDay(records.at().day)) {}

  absl::StatusOr<v1::PlanPart> Read() {
    CountStages();
    Take(Stages(), part_.mutable_stages(), &left_out_);
    part_.set_stages_left_out(left_out_);
    SortStages();
    Take(Milestones(), part_.mutable_milestones(), &left_out_);
    part_.set_milestones_left_out(left_out_);
    Take(Exceptions(), part_.mutable_exceptions(), &left_out_);
    part_.set_exceptions_left_out(left_out_);
    Take(Gates(), part_.mutable_gate_decisions(), &left_out_);
    part_.set_gate_decisions_left_out(left_out_);
    Take(Returns(), part_.mutable_returns(), &left_out_);
    part_.set_returns_left_out(left_out_);
    TakeRecommendations();
    if (!status_.ok()) return status_;
    return std::move(part_);
  }

 private:
  template <typename Record>
  void Take(const SqlPart& query, google::protobuf::RepeatedPtrField<Record>* list, int* left_out) {
    *left_out = 0;
    if (!status_.ok()) return;
    auto shown = ReadShown<Record>(records_, query);
    status_ = shown.status();
    if (!shown.ok()) return;
    *left_out = shown->left_out;
    for (Record& record : shown->records) *list->Add() = std::move(record);
  }

  template <typename Record>
  SqlPart Pick() const {
    SqlPart query = {"SELECT k.name, COUNT(*) OVER () FROM ", {}};
    return query.Add(records_.InForce<Record>()).Add(" k WHERE ");
  }

  // True of a row that is of a project which the board steers.
  SqlPart IsOfSteered(std::string_view column) const {
    if (!outline_.steered.has_value()) return {"TRUE", {}};
    SqlPart part = {Concat("k.", column, " IN (SELECT w.name FROM "), {}};
    part.Add(records_.InForce<v1::Project>()).Add(" w WHERE ");
    return part.Add(IsSteeredBy(outline_.steered)).Add(")");
  }

  void CountStages() {
    const auto count = [](const std::string& condition) {
      return Concat(", COUNT(IF(", condition, ", 1, NULL))");
    };
    const auto is = [](StagePlan::State state) { return Concat("k.state = ", int{state}); };
    SqlPart query = {
        Concat("SELECT COUNT(*)", count(is(StagePlan::STATE_STALLED)),
               count(is(StagePlan::STATE_WILL_NOT_BE_MET)), count(IsMoved()),
               count(is(StagePlan::STATE_UNDER_WAY)),
               count(Concat(is(StagePlan::STATE_DONE), " OR k.actual_end <> ''")), " FROM "),
        {}};
    query.Add(records_.InForce<StagePlan>()).Add(" k WHERE ").Add(IsOfSteered("project"));
    status_ = records_.Query(query, [this](const Row& row) {
      v1::StageCounts* counts = part_.mutable_counts();
      counts->set_total(static_cast<int>(row.Int(0)));
      counts->set_stalled(static_cast<int>(row.Int(1)));
      counts->set_will_not_be_met(static_cast<int>(row.Int(2)));
      counts->set_moved(static_cast<int>(row.Int(3)));
      counts->set_under_way(static_cast<int>(row.Int(4)));
      counts->set_done(static_cast<int>(row.Int(5)));
      return absl::OkStatus();
    });
  }

  static std::string IsMoved() { return Concat(WasMoved("start"), " OR ", WasMoved("end")); }

  SqlPart Stages() const {
    SqlPart query = Pick<StagePlan>();
    query.Add(IsOfSteered("project"));
    return query.Add(Concat(" ORDER BY CASE WHEN k.state IN (", int{StagePlan::STATE_STALLED}, ", ",
                            int{StagePlan::STATE_WILL_NOT_BE_MET}, ") OR ", IsMoved(),
                            " THEN 0 WHEN k.state = ", int{StagePlan::STATE_UNDER_WAY},
                            " THEN 1 WHEN k.state = ", int{StagePlan::STATE_DONE},
                            " THEN 3 ELSE 2 END, k.position, k.name LIMIT ?"),
                     {kMaxStages});
  }

  // Those of one subject together, the subjects in the order of their first rows.
  void SortStages() {
    std::map<std::string, int> first;
    for (const StagePlan& plan : part_.stages()) {
      const auto [held, added] = first.emplace(SubjectOf(plan), plan.position());
      held->second = std::min(held->second, plan.position());
    }
    const auto is_before = [&first](const StagePlan* a, const StagePlan* b) {
      return std::forward_as_tuple(first.at(SubjectOf(*a)), SubjectOf(*a), a->position(),
                                   a->name()) < std::forward_as_tuple(first.at(SubjectOf(*b)),
                                                                      SubjectOf(*b), b->position(),
                                                                      b->name());
    };
    std::vector<const StagePlan*> order;
    for (const StagePlan& plan : part_.stages()) order.push_back(&plan);
    std::ranges::sort(order, is_before);
    google::protobuf::RepeatedPtrField<StagePlan> sorted;
    for (const StagePlan* plan : order) *sorted.Add() = *plan;
    part_.mutable_stages()->Swap(&sorted);
  }

  SqlPart Milestones() const {
    SqlPart query = Pick<Milestone>();
    query.Add("(").Add(IsOfSteered("project"));
    if (outline_.steered.has_value()) {
      query.Add(" OR ").Add(IsAmong("k.programme", *outline_.steered));
    }
    return query.Add(
        Concat(") AND k.reached = '' AND k.state NOT IN (", int{Milestone::STATE_REACHED}, ", ",
               int{Milestone::STATE_CANCELLED}, ") AND ", MilestoneDay("first"), " <= ? ORDER BY ",
               MilestoneDay("last"), ", k.position, k.name LIMIT ?"),
        {FormatDay(records_.at().day + kDaysAhead), kMaxMilestones});
  }

  SqlPart Exceptions() const {
    const std::string is_open = Concat("k.state IN (", int{ExceptionReport::STATE_UNSPECIFIED},
                                       ", ", int{ExceptionReport::STATE_RAISED}, ")");
    SqlPart query = Pick<ExceptionReport>();
    query.Add(IsOfSteered("project")).Add(Concat(" AND (", is_open));
    if (!since_.empty()) query.Add(" OR k.decided_last >= ?", {since_});
    return query.Add(Concat(") ORDER BY ", is_open,
                            " DESC, COALESCE(k.decided_last, k.raised_last) DESC, k.name LIMIT ?"),
                     {kMaxExceptions});
  }

  SqlPart Gates() const {
    SqlPart query = Pick<GateDecision>();
    query.Add("(").Add(IsOfSteered("subject"));
    if (outline_.steered.has_value()) {
      query.Add(" OR ").Add(IsAmong("k.subject", *outline_.steered));
    }
    query.Add(
        Concat(") AND k.decided <= ? AND (EXISTS (SELECT 1 FROM gate_decision_conditions c WHERE"
               " c.resource_name = k.name AND c.valid_from = k.valid_from"
               " AND c.recorded_by = k.recorded_by AND c.state IN (",
               int{v1::CONDITION_STATE_UNSPECIFIED}, ", ", int{v1::CONDITION_STATE_OPEN}, "))"),
        {today_});
    if (!since_.empty()) query.Add(" OR k.decided >= ?", {since_});
    return query.Add(") ORDER BY k.decided DESC, k.name LIMIT ?", {kMaxGates});
  }

  SqlPart Returns() const {
    SqlPart query = {"SELECT k.name, COUNT(*) OVER () FROM ", {}};
    query.Add(records_.InForce<Return>()).Add(" k JOIN ");
    query.Add(records_.InForce<ReportingPeriod>());
    query.Add(Concat(" p ON p.name = k.reporting_period AND p.state = ",
                     int{ReportingPeriod::STATE_OPEN}, " WHERE k.state NOT IN (",
                     int{Return::STATE_SUBMITTED}, ", ", int{Return::STATE_ACCEPTED}, ")"));
    if (outline_.board.has_value()) {
      query.Add(" AND p.board IN ('', ?)", {outline_.board->name()});
    }
    return query.Add(" ORDER BY k.due = '', k.due, k.name LIMIT ?", {kMaxReturns});
  }

  void TakeRecommendations() {
    SqlPart query = {"SELECT k.name, COUNT(*) OVER () FROM ", {}};
    query.Add(records_.InForce<Recommendation>()).Add(" k JOIN ");
    query.Add(records_.InForce<v1::Meeting>());
    query.Add(" m ON m.name = k.meeting WHERE (m.held_first IS NULL OR m.held_first <= ?)",
              {today_});
    if (outline_.board.has_value()) query.Add(" AND m.board = ?", {outline_.board->name()});
    query.Add(" ORDER BY m.held DESC, k.meeting, k.position, k.name LIMIT ?",
              {kMaxRecommendations});
    google::protobuf::RepeatedPtrField<Recommendation> list;
    Take(query, &list, &left_out_);
    part_.set_recommendations_left_out(left_out_);
    const auto held = ReadHeld(list);
    for (Recommendation& one : list) {
      v1::PackRecommendation* shown = part_.add_recommendations();
      const auto day = held.find(one.meeting());
      if (day != held.end()) shown->set_held(day->second);
      shown->mutable_recommendation()->Swap(&one);
    }
  }

  // The days of their meetings.
  std::map<std::string, std::string> ReadHeld(
      const google::protobuf::RepeatedPtrField<Recommendation>& list) {
    std::map<std::string, std::string> held;
    std::vector<std::string> names;
    for (const Recommendation& one : list) names.push_back(one.meeting());
    if (!status_.ok() || names.empty()) return held;
    auto meetings = records_.Named<v1::Meeting>(std::move(names));
    status_ = meetings.status();
    if (!meetings.ok()) return held;
    for (const v1::Meeting& meeting : *meetings) held[meeting.name()] = meeting.held();
    return held;
  }

  const Records& records_;
  const Outline& outline_;
  const std::string& since_;
  const std::string today_;
  v1::PlanPart part_;
  int left_out_ = 0;
  absl::Status status_;
};

}  // namespace

absl::StatusOr<v1::PlanPart> ReadPlanPart(const Records& records, const Outline& outline,
                                          const std::string& since) {
  return PlanPartReader(records, outline, since).Read();
}

void AddNamesIn(const v1::PlanPart& plans, std::set<std::string>* names) {
  const auto add_boards = [names](const auto& replans) {
    for (const v1::Replan& replan : replans) names->insert(replan.approved_by());
  };
  for (const StagePlan& plan : plans.stages()) {
    names->insert(SubjectOf(plan));
    add_boards(plan.replans());
  }
  for (const Milestone& milestone : plans.milestones()) {
    names->insert(SubjectOf(milestone));
    add_boards(milestone.replans());
  }
  for (const ExceptionReport& one : plans.exceptions()) names->insert(one.project());
  for (const GateDecision& one : plans.gate_decisions()) names->insert(one.subject());
  for (const Return& one : plans.returns()) {
    names->insert(one.council());
    names->insert(one.reporting_period());
  }
}

}  // namespace concordat::programme
