#include "programme-service/src/schedule.h"

#include <algorithm>

#include "common/base/working_days.h"

namespace concordat::programme {
namespace {

using absl::CivilDay;
using Day = std::optional<CivilDay>;

// What is not known is earlier than all.
bool MovesTo(const Day& day, CivilDay other) { return !day.has_value() || *day < other; }

class Scheduler {
 public:
  Scheduler(const std::vector<PlannedNode>& nodes, const std::vector<PlannedEdge>& edges,
            Bound bound)
      : nodes_(nodes), edges_(edges), bound_(bound), out_(nodes.size()), in_(nodes.size()) {
    for (size_t i = 0; i < edges.size(); ++i) {
      if (edges[i].tie == Tie::kNone) continue;
      if (nodes[edges[i].from].given_up || nodes[edges[i].to].given_up) continue;
      out_[edges[i].from].push_back(static_cast<int>(i));
      in_[edges[i].to].push_back(static_cast<int>(i));
    }
    TakePlans();
  }

  std::vector<ScheduledNode> Run() {
    const std::vector<int> order = Order();
    for (const int node : order) Forward(node);
    for (auto node = order.rbegin(); node != order.rend(); ++node) Backward(*node);
    return std::move(scheduled_);
  }

 private:
  CivilDay Of(const PartialDate& date) const {
    return bound_ == Bound::kEarliest ? date.first : date.last;
  }

  void TakePlans() {
    scheduled_.resize(nodes_.size());
    limits_.resize(nodes_.size());
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].start.date) scheduled_[i].start.date = Of(*nodes_[i].start.date);
      if (nodes_[i].end.date) scheduled_[i].end.date = Of(*nodes_[i].end.date);
    }
  }

  // What comes first before what waits for it.
  std::vector<int> Order() const {
    std::vector<size_t> awaited;
    std::vector<int> order;
    for (size_t i = 0; i < nodes_.size(); ++i) {
      awaited.push_back(in_[i].size());
      if (awaited[i] == 0) order.push_back(static_cast<int>(i));
    }
    for (size_t next = 0; next < order.size(); ++next) {
      for (const int edge : out_[order[next]]) {
        if (--awaited[edges_[edge].to] == 0) order.push_back(edges_[edge].to);
      }
    }
    return order;
  }

  End FromIn(const PlannedEdge& edge) const {
    return nodes_[edge.from].is_point ? End::kEnd : FromEnd(edge.tie);
  }
  End ToIn(const PlannedEdge& edge) const {
    return nodes_[edge.to].is_point ? End::kEnd : ToEnd(edge.tie);
  }

  // Where an end is pushed to, and by which edge.
  struct Push {
    Day day;
    int edge = -1;
    End from = End::kEnd;
  };

  Push PushOn(int node, End which) const {
    Push push;
    for (const int index : in_[node]) {
      const PlannedEdge& edge = edges_[index];
      if (ToIn(edge) != which) continue;
      const End from = FromIn(edge);
      const Day& date = scheduled_[edge.from].At(from).date;
      if (!date.has_value()) continue;
      const CivilDay day = AfterLag(edge, *date);
      if (MovesTo(push.day, day)) push = {day, index, from};
    }
    return push;
  }

  // As long as the node takes by its plan, in the way that has its end come earliest or
  // latest of all days that its dates may be.
  int64_t LengthOf(int index) const {
    const PlannedNode& node = nodes_[index];
    if (!node.start.date.has_value() || !node.end.date.has_value()) return 0;
    const int64_t length = bound_ == Bound::kEarliest
                               ? node.end.date->first - node.start.date->last
                               : node.end.date->last - node.start.date->first;
    return std::max<int64_t>(length, 0);
  }

  static void Apply(const Push& push, BoundEnd* end) {
    if (!push.day.has_value() || (end->date.has_value() && *push.day < *end->date)) return;
    *end = {push.day, Cause::kEdge, push.edge, push.from, std::nullopt};
  }

  bool IsFixed(int node, End which) const {
    return nodes_[node].end.fixed || (which == End::kStart && nodes_[node].start.fixed);
  }

  void Forward(int node) {
    ScheduledNode& scheduled = scheduled_[node];
    Push on_start;
    if (!nodes_[node].is_point && !IsFixed(node, End::kStart)) on_start = PushOn(node, End::kStart);
    Apply(on_start, &scheduled.start);
    if (IsFixed(node, End::kEnd)) return;
    Apply(PushOn(node, End::kEnd), &scheduled.end);
    if (!on_start.day.has_value() || !scheduled.end.date.has_value()) return;
    const CivilDay kept = *on_start.day + LengthOf(node);
    const bool is_driven = scheduled.end.cause == Cause::kPlan &&
                           scheduled.start.cause == Cause::kEdge && *scheduled.end.date == kept;
    if (*scheduled.end.date < kept || is_driven) {
      scheduled.end = {kept, Cause::kOwnStart, -1, End::kStart, std::nullopt};
    }
  }

  // The latest day of an end by what waits for it in other records.
  Day LimitByEdges(int node, End which) const {
    Day limit;
    for (const int index : out_[node]) {
      const PlannedEdge& edge = edges_[index];
      if (FromIn(edge) != which) continue;
      const End to = ToIn(edge);
      if (IsFixed(edge.to, to)) continue;
      const Day& latest = LimitOf(edge.to, to);
      if (!latest.has_value()) continue;
      const CivilDay day = LatestBeforeLag(edge, *latest);
      if (!limit.has_value() || day < *limit) limit = day;
    }
    return limit;
  }

  const Day& LimitOf(int node, End which) const {
    return which == End::kStart ? limits_[node].start : limits_[node].end;
  }

  // What nothing waits for keeps its date.
  void Backward(int node) {
    ScheduledNode& scheduled = scheduled_[node];
    Limits& limits = limits_[node];
    const Day by_end = LimitByEdges(node, End::kEnd);
    SetFloat(by_end, IsFixed(node, End::kEnd), &scheduled.end);
    limits.end = by_end.has_value() ? by_end : scheduled.end.date;
    if (nodes_[node].is_point) return;
    Day by_start = LimitByEdges(node, End::kStart);
    const bool moves_end = !IsFixed(node, End::kEnd) && scheduled.end.date.has_value();
    const Day through_end =
        moves_end && limits.end.has_value() ? Day(*limits.end - LengthOf(node)) : Day();
    // That its own end comes later is of no account where nothing waits for that.
    limits.start = Earlier(by_start, through_end);
    if (by_end.has_value()) by_start = Earlier(by_start, through_end);
    SetFloat(by_start, IsFixed(node, End::kStart), &scheduled.start);
    if (!limits.start.has_value()) limits.start = scheduled.start.date;
  }

  static Day Earlier(const Day& a, const Day& b) {
    if (!a.has_value() || !b.has_value()) return a.has_value() ? a : b;
    return std::min(*a, *b);
  }

  static void SetFloat(const Day& limit, bool is_fixed, BoundEnd* end) {
    if (!limit.has_value() || !end->date.has_value() || is_fixed) return;
    end->total_float = std::max<int64_t>(*limit - *end->date, 0);
  }

  struct Limits {
    Day start, end;
  };

  const std::vector<PlannedNode>& nodes_;
  const std::vector<PlannedEdge>& edges_;
  const Bound bound_;
  std::vector<std::vector<int>> out_, in_;
  std::vector<ScheduledNode> scheduled_;
  std::vector<Limits> limits_;
};

}  // namespace

CivilDay AfterLag(const PlannedEdge& edge, CivilDay day) {
  return edge.working_days ? AddWorkingDays(day, edge.lag) : day + edge.lag;
}

CivilDay LatestBeforeLag(const PlannedEdge& edge, CivilDay limit) {
  return edge.working_days ? LatestForWorkingDays(limit, edge.lag) : limit - edge.lag;
}

End FromEnd(Tie tie) {
  return tie == Tie::kStartStart || tie == Tie::kStartFinish ? End::kStart : End::kEnd;
}

End ToEnd(Tie tie) {
  return tie == Tie::kFinishStart || tie == Tie::kStartStart ? End::kStart : End::kEnd;
}

std::vector<ScheduledNode> Schedule(const std::vector<PlannedNode>& nodes,
                                    const std::vector<PlannedEdge>& edges, Bound bound) {
  return Scheduler(nodes, edges, bound).Run();
}

DrivingPath DrivingPathOf(const std::vector<ScheduledNode>& schedule,
                          const std::vector<PlannedEdge>& edges, int node, End which, size_t most) {
  DrivingPath path;
  while (true) {
    const BoundEnd& end = schedule[node].At(which);
    if (end.cause == Cause::kPlan) break;
    if (end.cause == Cause::kOwnStart) {
      which = End::kStart;
      continue;
    }
    if (path.edges.size() < most) {
      path.edges.push_back(end.edge);
    } else {
      ++path.left_out;
    }
    node = edges[end.edge].from;
    which = end.from;
  }
  std::ranges::reverse(path.edges);
  return path;
}

}  // namespace concordat::programme
