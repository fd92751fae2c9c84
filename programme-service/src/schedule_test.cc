#include "programme-service/src/schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/date.h"
#include "common/base/text.h"

namespace concordat::programme {
namespace {

using testing::ElementsAre;

PlannedEnd On(const char* date) { return {*ParsePartialDate(date), false}; }

PlannedNode From(const char* start, const char* end) { return {On(start), On(end)}; }

PlannedNode Point(const char* date) { return {{}, On(date), true}; }

std::string DayOf(const BoundEnd& end) { return end.date ? FormatDay(*end.date) : "none"; }

std::vector<ScheduledNode> Latest(const std::vector<PlannedNode>& nodes,
                                  const std::vector<PlannedEdge>& edges) {
  return Schedule(nodes, edges, Bound::kLatest);
}

TEST(Schedule, KeepsThePlanWhereItHolds) {
  const auto nodes = Latest({From("2010-01-04", "2010-01-15"), From("2010-01-20", "2010-01-29")},
                            {{0, 1, Tie::kFinishStart}});
  EXPECT_EQ(DayOf(nodes[1].start), "2010-01-20");
  EXPECT_EQ(nodes[1].start.cause, Cause::kPlan);
  EXPECT_EQ(nodes[0].end.total_float, 5);
  EXPECT_EQ(nodes[0].start.total_float, 5);
  EXPECT_FALSE(nodes[1].end.total_float.has_value()) << "nothing waits for it";
}

TEST(Schedule, MovesWhatWaitsByItsWholeLength) {
  const auto nodes = Latest({From("2010-01-04", "2010-01-15"), From("2010-01-11", "2010-01-29")},
                            {{0, 1, Tie::kFinishStart, 2}});
  EXPECT_EQ(DayOf(nodes[1].start), "2010-01-17");
  EXPECT_EQ(nodes[1].start.edge, 0);
  EXPECT_EQ(DayOf(nodes[1].end), "2010-02-04");
  EXPECT_EQ(nodes[1].end.cause, Cause::kOwnStart);
  EXPECT_EQ(nodes[0].end.total_float, 0);
}

TEST(Schedule, TiesEachPairOfEnds) {
  const PlannedNode first = From("2010-01-11", "2010-01-29"),
                    other = From("2010-01-04", "2010-01-08");
  const auto ends = [&](Tie tie) {
    const auto nodes = Latest({first, other}, {{0, 1, tie, 1}});
    return Concat(DayOf(nodes[1].start), " ", DayOf(nodes[1].end));
  };
  EXPECT_EQ(ends(Tie::kFinishStart), "2010-01-30 2010-02-03");
  EXPECT_EQ(ends(Tie::kStartStart), "2010-01-12 2010-01-16");
  EXPECT_EQ(ends(Tie::kFinishFinish), "2010-01-04 2010-01-30");
  EXPECT_EQ(ends(Tie::kStartFinish), "2010-01-04 2010-01-12");
  EXPECT_EQ(ends(Tie::kNone), "2010-01-04 2010-01-08");
}

TEST(Schedule, CountsWorkingDaysWhereTheyAreMeant) {
  const auto nodes =
      Latest({Point("2009-12-24"), Point("2009-12-01")}, {{0, 1, Tie::kFinishStart, 2, true}});
  EXPECT_EQ(DayOf(nodes[1].end), "2009-12-30");
}

TEST(Schedule, IsASpanWhereDatesArePartial) {
  const std::vector<PlannedNode> nodes = {Point("2010-03"), From("2010-02", "2010-05")};
  const std::vector<PlannedEdge> edges = {{0, 1, Tie::kFinishStart}};
  const auto early = Schedule(nodes, edges, Bound::kEarliest);
  EXPECT_EQ(DayOf(early[1].start), "2010-03-01");
  EXPECT_EQ(DayOf(early[1].end), "2010-05-02") << "it may have been to begin on 28 February";
  const auto late = Schedule(nodes, edges, Bound::kLatest);
  EXPECT_EQ(DayOf(late[1].start), "2010-03-31");
  EXPECT_EQ(DayOf(late[1].end), "2010-07-28") << "it may have been to begin on 1 February";
}

TEST(Schedule, LeavesWhatHasComeAboutAndWhatIsGivenUp) {
  PlannedNode done = From("2010-01-04", "2010-01-08");
  done.end.fixed = true;
  PlannedNode dropped = Point("2011-01-01");
  dropped.given_up = true;
  const auto nodes = Latest({Point("2010-03-01"), done, dropped, Point("2010-02-01")},
                            {{0, 1, Tie::kFinishStart}, {2, 3, Tie::kFinishStart}});
  EXPECT_EQ(DayOf(nodes[1].start), "2010-01-04");
  EXPECT_EQ(DayOf(nodes[3].end), "2010-02-01");
  EXPECT_FALSE(nodes[0].end.total_float.has_value()) << "what waited for it is done";
}

TEST(Schedule, SaysNothingOfWhatNobodyKnows) {
  const auto nodes = Latest({{{}, {}, true}, Point("2010-02-01"), {{}, {}, true}},
                            {{0, 1, Tie::kFinishStart}, {1, 2, Tie::kFinishStart, 3}});
  EXPECT_EQ(DayOf(nodes[0].end), "none");
  EXPECT_EQ(DayOf(nodes[2].end), "2010-02-04") << "what it waits for tells its day";
}

TEST(Schedule, KeepsThePlanOfARing) {
  const auto nodes =
      Latest({Point("2010-03-01"), Point("2010-02-01"), Point("2010-01-01")},
             {{0, 1, Tie::kFinishStart}, {1, 0, Tie::kFinishStart}, {1, 2, Tie::kFinishStart}});
  EXPECT_EQ(DayOf(nodes[1].end), "2010-02-01");
  EXPECT_EQ(DayOf(nodes[2].end), "2010-01-01");
}

TEST(DrivingPath, LeadsFromTheFirstCause) {
  const std::vector<PlannedEdge> edges = {
      {0, 1, Tie::kFinishStart}, {1, 2, Tie::kFinishStart}, {3, 2, Tie::kStartStart}};
  const auto nodes = Latest({Point("2010-02-01"), From("2010-01-04", "2010-01-08"),
                             From("2010-01-04", "2010-01-08"), From("2010-01-05", "2010-01-08")},
                            edges);
  const DrivingPath path = DrivingPathOf(nodes, edges, 2, End::kEnd, 10);
  EXPECT_THAT(path.edges, ElementsAre(0, 1));
  const DrivingPath shorter = DrivingPathOf(nodes, edges, 2, End::kEnd, 1);
  EXPECT_THAT(shorter.edges, ElementsAre(1));
  EXPECT_EQ(shorter.left_out, 1);
}

TEST(DrivingPath, GoesThroughALongChainWithoutRecursion) {
  constexpr int kLength = 100000;
  std::vector<PlannedNode> nodes(kLength, Point("2010-01-01"));
  std::vector<PlannedEdge> edges;
  for (int i = kLength - 1; i > 0; --i) edges.push_back({i - 1, i, Tie::kFinishStart, i % 2});
  const auto schedule = Latest(nodes, edges);
  EXPECT_EQ(*schedule.back().end.date - *schedule.front().end.date, kLength / 2);
  EXPECT_EQ(schedule.front().end.total_float, 0);
  EXPECT_EQ(DrivingPathOf(schedule, edges, kLength - 1, End::kEnd, 500).left_out,
            kLength - 1 - 500);
}

}  // namespace
}  // namespace concordat::programme
