// For tests: random plans of a partnership, from few days, so that they often disagree; and
// what rules know of them when all of them are read.
#ifndef CONCORDAT_TESTS_SUPPORT_PLAN_DRAW_H_
#define CONCORDAT_TESTS_SUPPORT_PLAN_DRAW_H_

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/text.h"
#include "programme-service/src/plan_dates.h"
#include "programme-service/src/plan_facts.h"

namespace concordat::programme {

// Draws records of a partnership. Titles and names come from whoever asks.
class PlanDraw {
 public:
  PlanDraw(std::mt19937* random, std::string partnership)
      : random_(*random), partnership_(std::move(partnership)) {}

  v1::StageModel Key() {
    v1::StageModel key;
    key.set_title("Key to Stages");
    key.set_version(1);
    for (int rank = 0; rank < 3; ++rank) {
      v1::Stage* stage = key.add_stages();
      stage->set_rank(rank);
      stage->set_label(Concat("Stage ", rank));
    }
    return key;
  }

  // Of one of two service areas or of the project.
  v1::StagePlan Plan(const std::string& project) {
    v1::StagePlan plan;
    if (OneIn(2)) {
      plan.set_project(project);
    } else {
      plan.set_service_area(Concat(partnership_, "/serviceAreas/a", Below(2)));
    }
    plan.set_stage_model(partnership_ + "/stageModels/k");
    const std::string label = Concat("Stage ", Below(3));
    if (!OneIn(5)) plan.set_stage(label);
    plan.set_label(OneIn(6) ? "Stage 0-1" : label);
    if (OneIn(3)) *plan.mutable_baseline_start() = Date();
    if (OneIn(3)) *plan.mutable_baseline_end() = Date();
    if (!OneIn(6)) *plan.mutable_start() = Date();
    if (!OneIn(6)) *plan.mutable_end() = Date();
    plan.set_state(static_cast<v1::StagePlan::State>(Below(7)));
    if (OneIn(3)) AddReplan(v1::PLAN_END_END, plan.mutable_replans());
    if (OneIn(6)) AddReplan(v1::PLAN_END_START, plan.mutable_replans());
    if (OneIn(8)) plan.set_actual_start("2011-05");
    if (OneIn(8)) plan.set_actual_end("2011-06");
    if (OneIn(8)) plan.set_marking(type::v1::MARKING_EXEMPT);
    return plan;
  }

  v1::Milestone Milestone(const std::string& project) {
    v1::Milestone milestone;
    milestone.set_title("A milestone");
    if (OneIn(2)) milestone.set_project(project);
    if (OneIn(3)) *milestone.mutable_baseline_due() = Date();
    if (!OneIn(6)) *milestone.mutable_due() = Date();
    milestone.set_state(static_cast<v1::Milestone::State>(Below(6)));
    if (OneIn(4)) AddReplan(v1::PLAN_END_UNSPECIFIED, milestone.mutable_replans());
    if (OneIn(8)) milestone.set_marking(type::v1::MARKING_EXEMPT);
    return milestone;
  }

  v1::Dependency Dependency(const std::string& predecessor, const std::string& successor) {
    v1::Dependency dependency;
    dependency.set_predecessor(predecessor);
    dependency.set_successor(successor);
    dependency.set_kind(static_cast<v1::Dependency::Kind>(Below(6)));
    dependency.set_lag_days(OneOf<int>({0, 0, 1, 20, -10, 200}));
    dependency.set_calendar(static_cast<v1::Dependency::Calendar>(Below(3)));
    return dependency;
  }

 private:
  int Below(int end) { return static_cast<int>(random_() % end); }
  bool OneIn(int n) { return Below(n) == 0; }
  template <typename Value>
  Value OneOf(const std::vector<Value>& all) {
    return all[Below(static_cast<int>(all.size()))];
  }

  type::v1::PrintedDate Date() {
    type::v1::PrintedDate date;
    date.set_date(OneOf<std::string>({"2011-03", "2011-05-20", "2011-05", "2011-05-31", "2011-06",
                                      "2011-06-02", "2011-06-03", "2011-07", "2011"}));
    if (OneIn(3)) date.set_qualifier(static_cast<type::v1::DateQualifier>(Below(9)));
    return date;
  }

  void AddReplan(v1::PlanEnd what, google::protobuf::RepeatedPtrField<v1::Replan>* replans) {
    v1::Replan* replan = replans->Add();
    replan->set_what(what);
    if (!OneIn(4)) *replan->mutable_from() = Date();
    if (!OneIn(4)) *replan->mutable_to() = Date();
  }

  std::mt19937& random_;
  const std::string partnership_;
};

// The days of each project's stages.
inline std::map<std::string, StagesOf> DaysOfStages(const std::vector<v1::StagePlan>& plans) {
  std::map<std::string, StagesOf> days;
  for (const v1::StagePlan& plan : plans) {
    if (plan.project().empty() || plan.state() == v1::StagePlan::STATE_CANCELLED) continue;
    StagesOf& of = days[plan.project()];
    if (const auto start = ParsePartialDate(plan.start().date()); start.ok()) {
      if (!of.start.has_value()) of.start = *start;
      of.start = {std::min(of.start->first, start->first), std::min(of.start->last, start->last)};
    }
    if (const auto end = ParsePartialDate(plan.end().date()); end.ok()) {
      if (!of.end.has_value()) of.end = *end;
      of.end = {std::max(of.end->first, end->first), std::max(of.end->last, end->last)};
    }
  }
  return days;
}

inline void AddOutsideKey(PlanFacts* plans) {
  std::map<std::string, std::set<std::string>> labels;
  for (const v1::StageModel& key : plans->keys) {
    auto& of_key = labels[key.name()];
    for (const v1::Stage& stage : key.stages()) of_key.insert(stage.label());
  }
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> outside;
  for (const v1::StagePlan& plan : plans->stages) {
    const auto key = labels.find(plan.stage_model());
    if (key == labels.end() || key->second.contains(plan.stage())) continue;
    outside[{plan.stage_model(), plan.label()}].push_back(plan.name());
  }
  for (auto& [at, names] : outside) {
    std::ranges::sort(names);
    const int count = static_cast<int>(names.size());
    names.resize(std::min<size_t>(names.size(), kMaxOutsideKey));
    plans->outside_key.push_back({at.first, at.second, names, count});
  }
}

// From all records.
inline PlanFacts PlansFrom(std::vector<v1::StagePlan> stages, std::vector<v1::StageModel> keys,
                           std::vector<v1::Milestone> milestones,
                           const std::vector<v1::Dependency>& dependencies,
                           const std::vector<v1::Project>& projects,
                           std::map<std::string, std::string> titles) {
  PlanFacts plans;
  std::map<std::string, TiedEnd> ends;
  auto days = DaysOfStages(stages);
  for (const auto& project : projects) {
    ends[project.name()] = TiedEndOf(project, days[project.name()]);
  }
  for (const auto& milestone : milestones) ends[milestone.name()] = TiedEndOf(milestone);
  for (const v1::Dependency& one : dependencies) {
    if (!ends.contains(one.predecessor()) || !ends.contains(one.successor())) continue;
    plans.tied.push_back({one, ends[one.predecessor()], ends[one.successor()]});
  }
  plans.stages = std::move(stages);
  plans.keys = std::move(keys);
  plans.milestones = std::move(milestones);
  plans.titles = std::move(titles);
  AddOutsideKey(&plans);
  return plans;
}

}  // namespace concordat::programme

#endif  // CONCORDAT_TESTS_SUPPORT_PLAN_DRAW_H_
