#include "programme-service/src/plan_reading.h"

#include <iterator>
#include <set>
#include <utility>

#include "concordat/programme/v1/project.pb.h"
#include "programme-service/src/pack_tables.h"
#include "programme-service/src/plan_candidates.h"
#include "programme-service/src/schedule_reading.h"

namespace concordat::programme {
namespace {

using v1::Dependency;
using v1::Milestone;
using v1::Project;
using EndsByName = std::map<std::string, TiedEnd>;

absl::Status ReadStages(const Records& records, PlanFacts* plans) {
  auto names = FindStages(records);
  if (!names.ok()) return names.status();
  auto outside = FindOutsideKey(records);
  if (!outside.ok()) return outside.status();
  plans->outside_key = *std::move(outside);
  for (const OutsideKey& one : plans->outside_key) {
    names->insert(names->end(), one.plans.begin(), one.plans.end());
  }
  auto stages = records.Named<v1::StagePlan>(*std::move(names));
  if (!stages.ok()) return stages.status();
  plans->stages = *std::move(stages);
  std::set<std::string> keys;
  for (const v1::StagePlan& plan : plans->stages) keys.insert(plan.stage_model());
  auto read = records.Named<v1::StageModel>({keys.begin(), keys.end()});
  if (!read.ok()) return read.status();
  plans->keys = *std::move(read);
  return absl::OkStatus();
}

absl::Status ReadMilestones(const Records& records, PlanFacts* plans) {
  auto names = FindMilestones(records);
  if (!names.ok()) return names.status();
  auto milestones = records.Named<Milestone>(*std::move(names));
  if (!milestones.ok()) return milestones.status();
  plans->milestones = *std::move(milestones);
  return absl::OkStatus();
}

absl::StatusOr<EndsByName> ReadEnds(const Records& records, const std::set<std::string>& names) {
  std::vector<std::string> projects, milestones;
  for (const std::string& name : names) {
    (records.TypeOf<Project>().Matches(name) ? projects : milestones).push_back(name);
  }
  EndsByName ends;
  auto stages = ReadStagesOf(records, projects);
  if (!stages.ok()) return stages.status();
  auto read = records.Named<Project>(std::move(projects));
  if (!read.ok()) return read.status();
  for (const Project& one : *read) ends[one.name()] = TiedEndOf(one, (*stages)[one.name()]);
  auto points = records.Named<Milestone>(std::move(milestones));
  if (!points.ok()) return points.status();
  for (const Milestone& one : *points) ends[one.name()] = TiedEndOf(one);
  return ends;
}

absl::Status ReadTied(const Records& records, PlanFacts* plans) {
  auto names = FindTooEarly(records);
  if (!names.ok()) return names.status();
  auto dependencies = records.Named<Dependency>(*std::move(names));
  if (!dependencies.ok()) return dependencies.status();
  std::set<std::string> tied;
  for (const Dependency& one : *dependencies) tied.insert({one.predecessor(), one.successor()});
  auto ends = ReadEnds(records, tied);
  if (!ends.ok()) return ends.status();
  for (Dependency& one : *dependencies) {
    const auto first = ends->find(one.predecessor()), second = ends->find(one.successor());
    if (first == ends->end() || second == ends->end()) continue;
    plans->tied.push_back({std::move(one), first->second, second->second});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PlanFacts> ReadPlanFacts(const Records& records) {
  PlanFacts plans;
  absl::Status status = ReadStages(records, &plans);
  if (status.ok()) status = ReadMilestones(records, &plans);
  if (status.ok()) status = ReadTied(records, &plans);
  if (!status.ok()) return status;
  std::set<std::string> subjects;
  for (const v1::StagePlan& plan : plans.stages) subjects.insert(SubjectOf(plan));
  for (const Milestone& milestone : plans.milestones) subjects.insert(SubjectOf(milestone));
  auto titles = ReadTitles(records, subjects);
  if (!titles.ok()) return titles.status();
  plans.titles = *std::move(titles);
  return plans;
}

}  // namespace concordat::programme
