// What was felt of an event, and for how long, by what clients logged.
#include "tests/cluster/event_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace concordat::test {
namespace {

using testing::HasSubstr;

absl::Time At(double seconds) { return absl::FromUnixSeconds(1000) + absl::Seconds(seconds); }
RequestSeen Asked(double begin, double end, bool failed = false) {
  return {{At(begin), At(end)}, failed};
}
Event Killed(double begin, double end) { return {"nodes killed", {At(begin), At(end)}}; }

TEST(EventFiguresTest, NothingFeltIsRecoveredAtOnce) {
  const auto figures = FiguresOf({Killed(10, 12)}, {Asked(9, 9.5), Asked(11, 11.1), Asked(13, 14)});
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_TRUE(figures[0].alone);
  EXPECT_EQ(figures[0].requests, 1);
  EXPECT_EQ(figures[0].failed + figures[0].slow, 0);
  EXPECT_EQ(figures[0].recovered, absl::ZeroDuration());
}

TEST(EventFiguresTest, WhatIsFeltCountsUntilAQuietTimeAfterTheEnd) {
  // One under way when it began, one after its end; what comes long after is not its own.
  const auto figures = FiguresOf({Killed(10, 12)}, {Asked(17.5, 17.6, true), Asked(9.9, 10.4, true),
                                                    Asked(10.5, 10.6), Asked(13.5, 15)});
  EXPECT_EQ(figures[0].requests, 3);
  EXPECT_EQ(figures[0].failed, 1);
  EXPECT_EQ(figures[0].slow, 1);
  EXPECT_EQ(figures[0].recovered, absl::Seconds(5));
}

TEST(EventFiguresTest, RecoveryMayComeBeforeTheEnd) {
  const auto figures = FiguresOf({Killed(10, 20)}, {Asked(10, 10.5, true), Asked(19, 19.1)});
  EXPECT_EQ(figures[0].recovered, absl::Seconds(0.5));
  EXPECT_EQ(figures[0].requests, 2);
}

TEST(EventFiguresTest, IsAloneWhereNothingElseLastsOrIsFelt) {
  const auto figures =
      FiguresOf({Killed(30, 31), Killed(10, 12), Killed(13, 14)}, {Asked(12.5, 14.5, true)});
  ASSERT_EQ(figures.size(), 3u);
  EXPECT_FALSE(figures[0].alone);
  EXPECT_FALSE(figures[1].alone);
  EXPECT_TRUE(figures[2].alone);
}

TEST(EventFiguresTest, IsToldForEachAndInATable) {
  const auto figures = FiguresOf({Killed(10, 12), Killed(30, 32)},
                                 {Asked(10, 10.5, true), Asked(11, 11.1), Asked(31, 31.1)});
  std::ostringstream lines, table;
  TellEvents(figures, lines);
  TellKinds(figures, table);
  EXPECT_THAT(lines.str(), HasSubstr("20.0 s  nodes killed: 2.0 s, 0 of 1 requests failed"));
  EXPECT_THAT(table.str(),
              HasSubstr("| nodes killed | 2 | 3 | 33.33 | 0.00 | 0.5 | 0.5 | 0.0 |\n"));
}

}  // namespace
}  // namespace concordat::test
