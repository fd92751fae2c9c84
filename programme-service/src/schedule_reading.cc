#include "programme-service/src/schedule_reading.h"

#include <set>
#include <span>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/sql/bulk.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/stage_plan.pb.h"

namespace concordat::programme {
namespace {

using Names = std::vector<std::string>;
using v1::Dependency;
using v1::Milestone;
using v1::Project;
using v1::StagePlan;

// A dependency as it is read, before its ends are.
struct Way {
  std::string predecessor, successor;
  PlannedEdge edge;
};

using WaysByName = std::map<std::string, Way>;

// The dependencies that begin or end at the names.
absl::Status ReadWays(const Records& records, const Names& names, WaysByName* ways) {
  constexpr char kColumns[] =
      "SELECT k.name, k.predecessor, k.successor, k.kind, k.lag_days, k.calendar FROM ";
  return ForEachPart(std::span<const std::string>(names), [&](const Names& part) {
    SqlPart query = {kColumns, {}};
    query.Add(records.InForce<Dependency>()).Add(" k WHERE ");
    query.Add(IsAmong("k.predecessor", part)).Add(" UNION ALL ").Add(kColumns);
    query.Add(records.InForce<Dependency>()).Add(" k WHERE ");
    return records.Query(query.Add(IsAmong("k.successor", part)), [ways](const Row& row) {
      Dependency dependency;
      dependency.set_kind(static_cast<Dependency::Kind>(row.Int(3)));
      dependency.set_lag_days(static_cast<int32_t>(row.Int(4)));
      dependency.set_calendar(static_cast<Dependency::Calendar>(row.Int(5)));
      ways->try_emplace(
          std::string(row.Text(0)),
          Way{std::string(row.Text(1)), std::string(row.Text(2)), EdgeOf(dependency)});
      return absl::OkStatus();
    });
  });
}

// A day, or none.
std::optional<PartialDate> SpanOf(const Row& row, size_t first, size_t last) {
  const auto from = ParseDay(row.Text(first)), to = ParseDay(row.Text(last));
  if (!from.ok() || !to.ok()) return std::nullopt;
  return PartialDate{*from, *to};
}

absl::Status ReadProjects(const Records& records, const Names& names, ScheduleFacts* facts) {
  auto stages = ReadStagesOf(records, names);
  if (!stages.ok()) return stages.status();
  return ForEachPart(std::span<const std::string>(names), [&](const Names& part) {
    SqlPart query = {
        "SELECT k.name, k.start, k.baseline_end, k.current_end, k.actual_end, k.lifecycle FROM ",
        {}};
    query.Add(records.InForce<Project>()).Add(" k WHERE ");
    return records.Query(query.Add(IsAmong("k.name", part)), [&](const Row& row) {
      Project project;
      project.set_start(std::string(row.Text(1)));
      project.set_baseline_end(std::string(row.Text(2)));
      project.set_current_end(std::string(row.Text(3)));
      project.set_actual_end(std::string(row.Text(4)));
      project.set_lifecycle(static_cast<Project::Lifecycle>(row.Int(5)));
      std::string name(row.Text(0));
      facts->AddNode(name, NodeOf(project, (*stages)[name]));
      return absl::OkStatus();
    });
  });
}

absl::Status ReadMilestones(const Records& records, const Names& names, ScheduleFacts* facts) {
  return ForEachPart(std::span<const std::string>(names), [&](const Names& part) {
    SqlPart query = {
        "SELECT k.name, k.due_date, k.due_qualifier, k.baseline_due_date, k.reached, k.state FROM ",
        {}};
    query.Add(records.InForce<Milestone>()).Add(" k WHERE ");
    return records.Query(query.Add(IsAmong("k.name", part)), [&](const Row& row) {
      Milestone milestone;
      milestone.mutable_due()->set_date(std::string(row.Text(1)));
      milestone.mutable_due()->set_qualifier(static_cast<type::v1::DateQualifier>(row.Int(2)));
      milestone.mutable_baseline_due()->set_date(std::string(row.Text(3)));
      milestone.set_reached(std::string(row.Text(4)));
      milestone.set_state(static_cast<Milestone::State>(row.Int(5)));
      facts->AddNode(std::string(row.Text(0)), NodeOf(milestone));
      return absl::OkStatus();
    });
  });
}

}  // namespace

absl::StatusOr<std::map<std::string, StagesOf>> ReadStagesOf(const Records& records,
                                                             const Names& projects) {
  std::map<std::string, StagesOf> stages;
  absl::Status status = ForEachPart(std::span<const std::string>(projects), [&](const Names& part) {
    SqlPart query = {
        "SELECT k.project, MIN(k.start_date_first), MIN(k.start_date_last),"
        " MAX(k.end_date_first), MAX(k.end_date_last) FROM ",
        {}};
    query.Add(records.InForce<StagePlan>());
    query.Add(Concat(" k WHERE k.state <> ", int{StagePlan::STATE_CANCELLED}, " AND "));
    query.Add(IsAmong("k.project", part)).Add(" GROUP BY k.project");
    return records.Query(query, [&stages](const Row& row) {
      stages[std::string(row.Text(0))] = {SpanOf(row, 1, 2), SpanOf(row, 3, 4)};
      return absl::OkStatus();
    });
  });
  if (!status.ok()) return status;
  return stages;
}

absl::StatusOr<ScheduleFacts> ReadConnected(const Records& records, const Names& names) {
  WaysByName ways;
  std::set<std::string> reached(names.begin(), names.end());
  Names level(reached.begin(), reached.end());
  while (!level.empty()) {
    WaysByName met;
    absl::Status status = ReadWays(records, level, &met);
    if (!status.ok()) return status;
    level.clear();
    for (auto& [name, way] : met) {
      for (const std::string& end : {way.predecessor, way.successor}) {
        if (reached.insert(end).second) level.push_back(end);
      }
      ways.emplace(name, std::move(way));
    }
  }
  Names projects, milestones;
  const ResourceType& project = records.TypeOf<Project>();
  for (const std::string& name : reached) {
    (project.Matches(name) ? projects : milestones).push_back(name);
  }
  ScheduleFacts facts;
  absl::Status status = ReadProjects(records, projects, &facts);
  if (status.ok()) status = ReadMilestones(records, milestones, &facts);
  if (!status.ok()) return status;
  for (auto& [name, way] : ways) {
    const auto from = facts.places.find(way.predecessor), to = facts.places.find(way.successor);
    if (from == facts.places.end() || to == facts.places.end()) continue;
    way.edge.from = from->second;
    way.edge.to = to->second;
    facts.dependencies.push_back(name);
    facts.edges.push_back(way.edge);
  }
  return facts;
}

}  // namespace concordat::programme
