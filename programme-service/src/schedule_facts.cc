#include "programme-service/src/schedule_facts.h"

#include <utility>

#include "programme-service/src/plan_dates.h"

namespace concordat::programme {
namespace {

using v1::Dependency;
using v1::Milestone;
using v1::Project;

std::optional<PartialDate> DaysOf(const std::string& date) {
  const auto days = PlanDateOf(date);
  return days.has_value() ? std::optional(days->days) : std::nullopt;
}

std::optional<PartialDate> DaysOf(const type::v1::PrintedDate& date) {
  const auto days = PlanDateOf(date);
  return days.has_value() ? std::optional(days->days) : std::nullopt;
}

Tie TieOf(Dependency::Kind kind) {
  switch (kind) {
    case Dependency::KIND_FINISH_START:
      return Tie::kFinishStart;
    case Dependency::KIND_START_START:
      return Tie::kStartStart;
    case Dependency::KIND_FINISH_FINISH:
      return Tie::kFinishFinish;
    case Dependency::KIND_START_FINISH:
      return Tie::kStartFinish;
    default:
      return Tie::kNone;
  }
}

}  // namespace

PlannedEdge EdgeOf(const Dependency& dependency) {
  PlannedEdge edge;
  edge.tie = TieOf(dependency.kind());
  edge.lag = dependency.lag_days();
  edge.working_days = dependency.calendar() == Dependency::CALENDAR_WORKING_DAYS;
  return edge;
}

PlannedNode NodeOf(const Project& project, const StagesOf& stages) {
  PlannedNode node;
  const bool ended = project.lifecycle() == Project::LIFECYCLE_LIVE ||
                     project.lifecycle() == Project::LIFECYCLE_CLOSED ||
                     !project.actual_end().empty();
  node.start.date = DaysOf(project.start());
  if (!node.start.date.has_value()) node.start.date = stages.start;
  node.start.fixed = ended || project.lifecycle() == Project::LIFECYCLE_IMPLEMENTATION;
  for (const std::string* date :
       {&project.actual_end(), &project.current_end(), &project.baseline_end()}) {
    if (!node.end.date.has_value()) node.end.date = DaysOf(*date);
  }
  if (!node.end.date.has_value()) node.end.date = stages.end;
  node.end.fixed = ended;
  node.given_up = project.lifecycle() == Project::LIFECYCLE_WITHDRAWN;
  return node;
}

PlannedNode NodeOf(const Milestone& milestone) {
  PlannedNode node;
  node.is_point = true;
  node.end.fixed = !milestone.reached().empty() || milestone.state() == Milestone::STATE_REACHED;
  node.given_up = milestone.state() == Milestone::STATE_CANCELLED;
  node.end.date = DaysOf(milestone.reached());
  const bool unknown = milestone.state() == Milestone::STATE_MISSED ||
                       milestone.state() == Milestone::STATE_WILL_NOT_BE_MET;
  if (!node.end.date.has_value() && !unknown) {
    node.end.date = DaysOf(milestone.due());
    if (!node.end.date.has_value()) node.end.date = DaysOf(milestone.baseline_due());
  }
  return node;
}

void ScheduleFacts::AddNode(const std::string& name, PlannedNode node) {
  if (!places.emplace(name, static_cast<int>(nodes.size())).second) return;
  names.push_back(name);
  nodes.push_back(node);
}

Reckoned Reckon(const ScheduleFacts& facts) {
  return {Schedule(facts.nodes, facts.edges, Bound::kEarliest),
          Schedule(facts.nodes, facts.edges, Bound::kLatest)};
}

}  // namespace concordat::programme
