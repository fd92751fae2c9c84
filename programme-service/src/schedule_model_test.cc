// Holds the schedule against a model that knows no order of things: it moves each date that
// comes too early by one day, until none does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/base/working_days.h"
#include "programme-service/src/schedule.h"

namespace concordat::programme {
namespace {

using absl::CivilDay;
using Day = std::optional<CivilDay>;

constexpr int kGraphs = 10000;

struct Graph {
  std::vector<PlannedNode> nodes;
  std::vector<PlannedEdge> edges;
};

// What the model holds of a node: its days, and what its start is pushed to.
struct Model {
  Day start, end, pushed;
};

// Looked up, since the model asks for millions of them.
bool IsWorking(CivilDay day) {
  static const CivilDay first(2009, 6, 1);
  static const auto& known = *new std::vector<bool>([] {
    std::vector<bool> days;
    for (int i = 0; i < 2000; ++i) days.push_back(IsWorkingDay(first + i));
    return days;
  }());
  return known.at(day - first);
}

CivilDay WalkLag(const PlannedEdge& edge, CivilDay day) {
  const int step = edge.lag < 0 ? -1 : 1;
  for (int left = edge.lag; left != 0;) {
    day += step;
    if (!edge.working_days || IsWorking(day)) left -= step;
  }
  return day;
}

// True where it had to be moved by a day.
bool Raise(Day* day, CivilDay to) {
  if (!day->has_value()) {
    *day = to;
    return true;
  }
  if (**day >= to) return false;
  ++**day;
  return true;
}

class Stepper {
 public:
  Stepper(const Graph& graph, Bound bound) : graph_(graph), bound_(bound) {
    for (const PlannedNode& node : graph.nodes) {
      model_.push_back({Of(node.start.date), Of(node.end.date), {}});
    }
  }

  // Has an end come a day later than all else would have it.
  void Delay(int node, End which) {
    Model& model = model_[node];
    if (which == End::kEnd) {
      ++*model.end;
    } else {
      model.pushed = ++*model.start;
    }
  }

  const std::vector<Model>& Run() {
    while (Step()) {
    }
    return model_;
  }

  // What the edge asks of its target, where it asks anything.
  Day Asked(const PlannedEdge& edge) const {
    const PlannedNode& from = graph_.nodes[edge.from];
    if (edge.tie == Tie::kNone || from.given_up || graph_.nodes[edge.to].given_up) return {};
    const bool of_start =
        !from.is_point && (edge.tie == Tie::kStartStart || edge.tie == Tie::kStartFinish);
    const Day& day = of_start ? model_[edge.from].start : model_[edge.from].end;
    return day.has_value() ? Day(WalkLag(edge, *day)) : Day();
  }

  bool AsksStart(const PlannedEdge& edge) const {
    return !graph_.nodes[edge.to].is_point &&
           (edge.tie == Tie::kFinishStart || edge.tie == Tie::kStartStart);
  }

  bool IsFixed(int node, bool start) const {
    return graph_.nodes[node].end.fixed || (start && graph_.nodes[node].start.fixed);
  }

 private:
  Day Of(const std::optional<PartialDate>& date) const {
    if (!date.has_value()) return {};
    return bound_ == Bound::kEarliest ? date->first : date->last;
  }

  bool Step() {
    bool moved = false;
    for (const PlannedEdge& edge : graph_.edges) {
      const Day asked = Asked(edge);
      if (!asked.has_value() || IsFixed(edge.to, AsksStart(edge))) continue;
      Model& to = model_[edge.to];
      if (AsksStart(edge)) {
        moved |= Raise(&to.pushed, *asked) || Raise(&to.start, *asked);
      } else {
        moved |= Raise(&to.end, *asked);
      }
    }
    for (size_t i = 0; i < model_.size(); ++i) moved |= KeepLength(static_cast<int>(i));
    return moved;
  }

  bool KeepLength(int index) {
    Model& model = model_[index];
    const PlannedNode& node = graph_.nodes[index];
    if (!model.pushed.has_value() || !model.end.has_value() || node.end.fixed) return false;
    int64_t length = 0;
    if (node.start.date.has_value() && node.end.date.has_value()) {
      length = bound_ == Bound::kEarliest ? node.end.date->first - node.start.date->last
                                          : node.end.date->last - node.start.date->first;
    }
    return Raise(&model.end, *model.pushed + std::max<int64_t>(length, 0));
  }

  const Graph& graph_;
  const Bound bound_;
  std::vector<Model> model_;
};

class Random {
 public:
  explicit Random(uint64_t seed) : generator_(seed) {}

  int UpTo(int most) { return static_cast<int>(generator_() % (most + 1)); }
  bool OneIn(int many) { return UpTo(many - 1) == 0; }

  PlannedEnd Date(CivilDay from) {
    if (OneIn(8)) return {};
    const CivilDay first = from + UpTo(20);
    return {PartialDate{first, OneIn(3) ? first + UpTo(30) : first}, false};
  }

  PlannedNode Node() {
    const CivilDay base(2009, 12, 10);
    PlannedNode node;
    node.is_point = OneIn(3);
    if (!node.is_point) node.start = Date(base);
    node.end = Date(base + UpTo(15));
    if (node.start.date.has_value()) node.start.fixed = OneIn(10);
    if (node.end.date.has_value()) node.end.fixed = OneIn(12);
    node.given_up = OneIn(15);
    return node;
  }

  // Edges go from lower to higher places of a shuffled order, and so form no ring.
  Graph Make() {
    Graph graph;
    const int nodes = 2 + UpTo(7);
    std::vector<int> order;
    for (int i = 0; i < nodes; ++i) {
      graph.nodes.push_back(Node());
      order.push_back(i);
    }
    std::ranges::shuffle(order, generator_);
    for (int left = UpTo(2 * nodes); left > 0; --left) {
      const int a = UpTo(nodes - 1), b = UpTo(nodes - 1);
      if (a == b) continue;
      graph.edges.push_back({order[std::min(a, b)], order[std::max(a, b)],
                             static_cast<Tie>(UpTo(4)), UpTo(14) - 5, OneIn(2)});
    }
    return graph;
  }

 private:
  std::mt19937_64 generator_;
};

std::string Text(const Day& day) { return day.has_value() ? FormatDay(*day) : "none"; }

void CheckDates(const Graph& graph, Bound bound, const std::vector<ScheduledNode>& schedule) {
  const std::vector<Model> model = Stepper(graph, bound).Run();
  for (size_t i = 0; i < model.size(); ++i) {
    EXPECT_EQ(Text(schedule[i].start.date), Text(model[i].start)) << "start of " << i;
    EXPECT_EQ(Text(schedule[i].end.date), Text(model[i].end)) << "end of " << i;
  }
}

// The edge that a date is said to be driven by asks for that day, and is the first to.
void CheckDrivers(const Graph& graph, Bound bound, const std::vector<ScheduledNode>& schedule) {
  Stepper stepper(graph, bound);
  stepper.Run();
  for (size_t i = 0; i < schedule.size(); ++i) {
    for (const End which : {End::kStart, End::kEnd}) {
      const BoundEnd& end = schedule[i].At(which);
      int first = -1;
      for (size_t e = 0; e < graph.edges.size() && first < 0; ++e) {
        const PlannedEdge& edge = graph.edges[e];
        const bool start = stepper.AsksStart(edge);
        if (edge.to != static_cast<int>(i) || start != (which == End::kStart)) continue;
        if (stepper.IsFixed(edge.to, start) || !end.date.has_value()) continue;
        if (stepper.Asked(edge) == end.date) first = static_cast<int>(e);
      }
      EXPECT_EQ(end.edge, first) << i;
    }
  }
}

// Whether another record waits for an end.
bool IsAwaited(const Graph& graph, const std::vector<Model>& model, int node, End which) {
  const Stepper stepper(graph, Bound::kLatest);
  return std::ranges::any_of(graph.edges, [&](const PlannedEdge& edge) {
    const PlannedNode& from = graph.nodes[edge.from];
    if (edge.from != node || edge.tie == Tie::kNone) return false;
    if (from.given_up || graph.nodes[edge.to].given_up) return false;
    const bool start = stepper.AsksStart(edge);
    if (stepper.IsFixed(edge.to, start)) return false;
    const Day& to = start ? model[edge.to].start : model[edge.to].end;
    const bool of_start =
        !from.is_point && (edge.tie == Tie::kStartStart || edge.tie == Tie::kStartFinish);
    return to.has_value() && of_start == (which == End::kStart);
  });
}

struct Place {
  int node;
  End which;
};

// The ends that nothing waits for, but for the end of the record itself.
std::vector<Place> LastEnds(const Graph& graph, const std::vector<Model>& model, int but) {
  std::vector<Place> last;
  for (int i = 0; i < static_cast<int>(model.size()); ++i) {
    if (!IsAwaited(graph, model, i, End::kEnd) && i != but) last.push_back({i, End::kEnd});
    const bool moves_end = model[i].end.has_value() && !graph.nodes[i].end.fixed;
    if (!IsAwaited(graph, model, i, End::kStart) && !moves_end) last.push_back({i, End::kStart});
  }
  return last;
}

bool IsAlike(const std::vector<Model>& a, const std::vector<Model>& b,
             const std::vector<Place>& places) {
  return std::ranges::all_of(places, [&](const Place& place) {
    const Model &one = a[place.node], &other = b[place.node];
    return place.which == End::kStart ? one.start == other.start : one.end == other.end;
  });
}

// How many days it can be delayed by before one of the last ends moves.
std::optional<int64_t> FloatOf(const Graph& graph, Bound bound, const std::vector<Model>& model,
                               int node, End which) {
  const PlannedNode& plan = graph.nodes[node];
  const Day& day = which == End::kStart ? model[node].start : model[node].end;
  if (!day.has_value() || plan.end.fixed || (which == End::kStart && plan.start.fixed)) return {};
  const bool awaited = IsAwaited(graph, model, node, which) ||
                       (model[node].end.has_value() && IsAwaited(graph, model, node, End::kEnd));
  if (!awaited) return {};
  const std::vector<Place> last = LastEnds(graph, model, node);
  Stepper stepper(graph, bound);
  stepper.Run();
  int64_t days = 0;
  for (; days < 400; ++days) {
    stepper.Delay(node, which);
    if (!IsAlike(stepper.Run(), model, last)) break;
  }
  return days;
}

void CheckFloats(const Graph& graph, Bound bound, const std::vector<ScheduledNode>& schedule) {
  const std::vector<Model> model = Stepper(graph, bound).Run();
  for (int i = 0; i < static_cast<int>(schedule.size()); ++i) {
    for (const End which : {End::kStart, End::kEnd}) {
      EXPECT_EQ(schedule[i].At(which).total_float, FloatOf(graph, bound, model, i, which))
          << (which == End::kStart ? "start of " : "end of ") << i;
    }
  }
}

TEST(ScheduleModel, IsTheSameOnRandomGraphs) {
  const char* given = std::getenv("CONCORDAT_SEED");
  const uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::cout << "CONCORDAT_SEED=" << seed << "\n";
  for (int i = 0; i < kGraphs; ++i) {
    SCOPED_TRACE(Concat("seed ", seed, ", graph ", i));
    const Graph graph = Random(seed + i).Make();
    for (const Bound bound : {Bound::kEarliest, Bound::kLatest}) {
      const auto schedule = Schedule(graph.nodes, graph.edges, bound);
      CheckDates(graph, bound, schedule);
      CheckDrivers(graph, bound, schedule);
      CheckFloats(graph, bound, schedule);
    }
    if (testing::Test::HasFailure()) break;
  }
}

// A graph in which each date is one of the days that it may be.
Graph AnyOf(const Graph& graph, Random* random) {
  Graph exact = graph;
  for (PlannedNode& node : exact.nodes) {
    for (PlannedEnd* end : {&node.start, &node.end}) {
      if (!end->date.has_value()) continue;
      const CivilDay day =
          end->date->first + random->UpTo(static_cast<int>(end->date->last - end->date->first));
      end->date = PartialDate{day, day};
    }
  }
  return exact;
}

TEST(ScheduleModel, HoldsEverySetOfDaysThatPartialDatesMayBe) {
  const uint64_t seed = std::random_device()();
  std::cout << "seed " << seed << "\n";
  Random random(seed);
  for (int i = 0; i < kGraphs; ++i) {
    const Graph graph = random.Make();
    const Graph exact = AnyOf(graph, &random);
    const auto early = Schedule(graph.nodes, graph.edges, Bound::kEarliest);
    const auto late = Schedule(graph.nodes, graph.edges, Bound::kLatest);
    const auto real = Schedule(exact.nodes, exact.edges, Bound::kLatest);
    for (size_t n = 0; n < real.size(); ++n) {
      // That a plan ends before it starts is told elsewhere; here it takes no time.
      for (const End which : {End::kStart, End::kEnd}) {
        ASSERT_EQ(real[n].At(which).date.has_value(), early[n].At(which).date.has_value());
        if (!real[n].At(which).date.has_value()) continue;
        EXPECT_LE(early[n].At(which).date, real[n].At(which).date) << seed << " " << i;
        EXPECT_GE(late[n].At(which).date, real[n].At(which).date) << seed << " " << i;
      }
    }
    if (testing::Test::HasFailure()) break;
  }
}

}  // namespace
}  // namespace concordat::programme
