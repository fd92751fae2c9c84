// What rules know of a partnership's plans: stages with the keys that they stand in,
// milestones, and what waits for what.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PLAN_FACTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_PLAN_FACTS_H_

#include <map>
#include <string>
#include <vector>

#include "concordat/programme/v1/dependency.pb.h"
#include "concordat/programme/v1/milestone.pb.h"
#include "concordat/programme/v1/stage_model.pb.h"
#include "concordat/programme/v1/stage_plan.pb.h"
#include "programme-service/src/schedule_facts.h"

namespace concordat::programme {

// A label that rows of plans have and that the key which they stand in does not.
struct OutsideKey {
  std::string key, label;
  // The first rows by name, at most kMaxOutsideKey.
  std::vector<std::string> plans;
  int count = 0;
};
inline constexpr int kMaxOutsideKey = 20;

// A project or a milestone that a dependency ties.
struct TiedEnd {
  std::string name, title;
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
  type::v1::Locator source;
  PlannedNode node;
  // What words leave open of a milestone's day.
  bool may_be_earlier = false;
  bool may_be_later = false;
};

struct TiedPlans {
  v1::Dependency dependency;
  TiedEnd predecessor, successor;
};

struct PlanFacts {
  // By name, each.
  std::vector<v1::StagePlan> stages;
  std::vector<v1::StageModel> keys;
  std::vector<OutsideKey> outside_key;
  std::vector<v1::Milestone> milestones;
  std::vector<TiedPlans> tied;
  // Of the projects and service areas of stages, by name.
  std::map<std::string, std::string> titles;
};

TiedEnd TiedEndOf(const v1::Project& project, const StagesOf& stages);
TiedEnd TiedEndOf(const v1::Milestone& milestone);

// What a stage plan or a milestone is of; empty where a milestone is the partnership's.
const std::string& SubjectOf(const v1::StagePlan& plan);
const std::string& SubjectOf(const v1::Milestone& milestone);

// When a stage starts and ends: as it came, as planned now or, without that, as first
// planned. Without a date where none is known.
type::v1::PrintedDate StartOf(const v1::StagePlan& plan);
type::v1::PrintedDate EndOf(const v1::StagePlan& plan);
type::v1::PrintedDate DueOf(const v1::Milestone& milestone);

// `IT: Stage 0`: with the title of what it is of.
std::string CalledIn(const PlanFacts& plans, const v1::StagePlan& plan);
std::string CalledIn(const PlanFacts& plans, const v1::Milestone& milestone);

// Adds to what each record belongs to that of plans.
void AddPlanOwners(const PlanFacts& plans, std::map<std::string, std::string>* owners);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PLAN_FACTS_H_
