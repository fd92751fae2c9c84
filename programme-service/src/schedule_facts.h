// What a schedule is reckoned from: the projects and milestones of a connected part of a
// partnership's dependencies, and these.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_FACTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_FACTS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/base/date.h"
#include "concordat/programme/v1/dependency.pb.h"
#include "concordat/programme/v1/milestone.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "programme-service/src/schedule.h"

namespace concordat::programme {

// The days from which and to which the stages of a project are planned, where it states none
// of its own.
struct StagesOf {
  std::optional<PartialDate> start, end;
};

// How a project's own dates, and where these are not stated its stages, have it planned.
// Under way it has started, live or closed it has ended.
PlannedNode NodeOf(const v1::Project& project, const StagesOf& stages);

// A milestone that is missed, or will not be met, has no day that is known.
PlannedNode NodeOf(const v1::Milestone& milestone);

// Its ends are not known to it.
PlannedEdge EdgeOf(const v1::Dependency& dependency);

struct ScheduleFacts {
  // By place in `nodes`; `places` tells it.
  std::vector<std::string> names;
  std::vector<PlannedNode> nodes;
  std::map<std::string, int, std::less<>> places;
  // By their names, and between nodes that are there.
  std::vector<std::string> dependencies;
  std::vector<PlannedEdge> edges;

  void AddNode(const std::string& name, PlannedNode node);
};

// Both ways of reckoning them.
struct Reckoned {
  std::vector<ScheduledNode> earliest, latest;
};
Reckoned Reckon(const ScheduleFacts& facts);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_FACTS_H_
