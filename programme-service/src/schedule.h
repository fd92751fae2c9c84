// What dependencies make of the dates that are planned. Pure: from plain values to plain
// values, without recursion, in time that grows with the records and their dependencies.
// How it is reckoned stands in docs/reference/schedule.md.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_H_
#define CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_H_

#include <absl/time/civil_time.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "common/base/date.h"

namespace concordat::programme {

// One end of a record, as far as its day is known.
struct PlannedEnd {
  std::optional<PartialDate> date;
  // It has come about: nothing moves it.
  bool fixed = false;
};

// A project, or a milestone, which has an end alone.
struct PlannedNode {
  PlannedEnd start, end;
  bool is_point = false;
  // Given up: nothing moves it, and it moves nothing.
  bool given_up = false;
};

enum class Tie { kNone, kFinishStart, kStartStart, kFinishFinish, kStartFinish };

struct PlannedEdge {
  // Indices of nodes.
  int from = 0, to = 0;
  Tie tie = Tie::kNone;
  int lag = 0;
  bool working_days = false;
};

enum class End { kStart, kEnd };

// Dates are reckoned twice, as early and as late as partial dates allow.
enum class Bound { kEarliest, kLatest };

// What moves a date.
enum class Cause {
  // Its own plan.
  kPlan,
  // The dependency of `edge`.
  kEdge,
  // The start of the same record, which keeps as long as it was planned to take.
  kOwnStart,
};

struct BoundEnd {
  // Nothing where no date is known of it nor of what moves it.
  std::optional<absl::CivilDay> date;
  Cause cause = Cause::kPlan;
  // The dependency, and the end of what comes first that it is tied to.
  int edge = -1;
  End from = End::kEnd;
  // How many days it alone may come later before a date that nothing waits for, and that waits
  // for it, comes later. Nothing where no other record waits for it.
  std::optional<int64_t> total_float;
};

struct ScheduledNode {
  // A point has no start.
  BoundEnd start, end;

  const BoundEnd& At(End which) const { return which == End::kStart ? start : end; }
};

// The day that a dependency has what waits come to at the earliest, and the latest day that
// what comes first may have for that.
absl::CivilDay AfterLag(const PlannedEdge& edge, absl::CivilDay day);
absl::CivilDay LatestBeforeLag(const PlannedEdge& edge, absl::CivilDay limit);

// Which end of what comes first the dependency is tied to, and which of what waits.
End FromEnd(Tie tie);
End ToEnd(Tie tie);

// One node for each. Of edges that move a date alike the first is told. What lies on a ring,
// which the ledger does not take, keeps its plan.
std::vector<ScheduledNode> Schedule(const std::vector<PlannedNode>& nodes,
                                    const std::vector<PlannedEdge>& edges, Bound bound);

// The dependencies that drive a date, the first of them first; at most so many of the last.
// `left_out` counts the others.
struct DrivingPath {
  std::vector<int> edges;
  int left_out = 0;
};
DrivingPath DrivingPathOf(const std::vector<ScheduledNode>& schedule,
                          const std::vector<PlannedEdge>& edges, int node, End which, size_t most);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_H_
