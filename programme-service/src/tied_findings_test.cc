#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

v1::Project Project(const std::string& title, const std::string& fields) {
  return Parse<v1::Project>("name: \"partnerships/p/projects/" + title + "\" title: \"" + title +
                            "\" " + fields);
}

v1::Milestone Milestone(const std::string& fields) {
  return Parse<v1::Milestone>(R"(name: "partnerships/p/milestones/m" title: "Report" )" + fields);
}

std::vector<std::string> Summaries(const TiedEnd& first, const TiedEnd& second,
                                   const std::string& how) {
  PlanFacts plans;
  plans.tied = {
      {Parse<v1::Dependency>(R"(name: "partnerships/p/dependencies/d" )" + how), first, second}};
  Findings findings;
  AddTiedFindings(plans, &findings);
  std::vector<std::string> said;
  for (const ledger::v1::Finding& finding : findings) {
    EXPECT_EQ(finding.rule(), "dependency-too-early");
    EXPECT_EQ(finding.records_size(), 3);
    said.push_back((finding.possible() ? "possible: " : "") + finding.summary());
  }
  return said;
}

TiedEnd Ends(const std::string& date) {
  return TiedEndOf(Project("Collection", "baseline_end: \"" + date + "\""), {});
}

TiedEnd Starts(const std::string& date) {
  return TiedEndOf(Project("Analysis", "start: \"" + date + "\""), {});
}

constexpr char kFinishStart[] = "kind: KIND_FINISH_START";

TEST(DependencyTooEarly, IsToldByHowManyDays) {
  EXPECT_THAT(Summaries(Ends("2010-01-29"), Starts("2010-01-18"), kFinishStart),
              ElementsAre("Analysis starts on 18 January 2010, before what it waits for: Collection"
                          " ends on 29 January 2010, 11 days too early."));
  EXPECT_THAT(Summaries(Ends("2010-01-29"), Starts("2010-01-29"), kFinishStart), IsEmpty());
  // A Friday: the second working day after it is a Tuesday.
  const std::string lag = "kind: KIND_FINISH_START lag_days: 2 calendar: CALENDAR_WORKING_DAYS";
  EXPECT_THAT(Summaries(Ends("2010-01-29"), Starts("2010-02-01"), lag),
              ElementsAre("Analysis starts on 1 February 2010, before what it waits for: Collection"
                          " ends on 29 January 2010, and 2 working days after that, 1 day too"
                          " early."));
  EXPECT_THAT(Summaries(Ends("2010-01-29"), Starts("2010-02-02"), lag), IsEmpty());
  EXPECT_THAT(
      Summaries(Ends("2010-01-29"), Starts("2010-01-28"), "kind: KIND_FINISH_START lag_days: -1"),
      IsEmpty());
}

TEST(DependencyTooEarly, IsOnlyPossibleWhereDatesMayBeOtherDays) {
  EXPECT_THAT(Summaries(Ends("2010-01"), Starts("2010-01-18"), kFinishStart),
              ElementsAre("possible: Analysis starts on 18 January 2010, perhaps before what it"
                          " waits for: Collection ends in January 2010."));
  EXPECT_THAT(Summaries(Ends("2010-01"), Starts("2010-01"), kFinishStart), IsEmpty());
  EXPECT_THAT(Summaries(Ends("2010-01"), Starts("2009"), kFinishStart),
              ElementsAre("Analysis starts in 2009, before what it waits for: Collection ends in"
                          " January 2010."));
  const TiedEnd by =
      TiedEndOf(Milestone(R"(due { date: "2010-02" qualifier: DATE_QUALIFIER_BY })"));
  EXPECT_THAT(Summaries(by, Starts("2010-01"), kFinishStart),
              ElementsAre("possible: Analysis starts in January 2010, perhaps before what it waits"
                          " for: Report is due in February 2010."));
}

TEST(DependencyTooEarly, ReadsTheEndsThatAreTied) {
  const TiedEnd first =
      TiedEndOf(Project("Collection", R"(start: "2010-01-04" baseline_end: "2010-03-31")"), {});
  const TiedEnd second =
      TiedEndOf(Project("Analysis", R"(start: "2010-01-11" baseline_end: "2010-03-01")"), {});
  EXPECT_THAT(Summaries(first, second, "kind: KIND_START_START"), IsEmpty());
  EXPECT_THAT(Summaries(first, second, "kind: KIND_START_FINISH"), IsEmpty());
  EXPECT_THAT(Summaries(first, second, "kind: KIND_FINISH_FINISH"), testing::SizeIs(1));
  EXPECT_THAT(Summaries(first, second, "kind: KIND_MUTUAL"), IsEmpty());
  EXPECT_THAT(Summaries(first, second, ""), IsEmpty());
  // A project without dates of its own has those of its stages.
  StagesOf stages;
  stages.end = PartialDate{absl::CivilDay(2010, 5, 1), absl::CivilDay(2010, 6, 30)};
  EXPECT_THAT(Summaries(TiedEndOf(Project("Collection", ""), stages), second, kFinishStart),
              ElementsAre("Analysis starts on 11 January 2010, before what it waits for: Collection"
                          " ends from 1 May 2010 to 30 June 2010."));
}

TEST(DependencyTooEarly, IsNotOfWhatIsOverOrHasNoDate) {
  EXPECT_THAT(Summaries(Ends(""), Starts("2010-01-18"), kFinishStart), IsEmpty());
  const TiedEnd missed =
      TiedEndOf(Milestone(R"(state: STATE_WILL_NOT_BE_MET due { date: "2012" })"));
  EXPECT_THAT(Summaries(missed, Starts("2010-01-18"), kFinishStart), IsEmpty());
  const TiedEnd given_up = TiedEndOf(
      Project("Collection", R"(lifecycle: LIFECYCLE_WITHDRAWN baseline_end: "2012")"), {});
  EXPECT_THAT(Summaries(given_up, Starts("2010-01-18"), kFinishStart), IsEmpty());
  const TiedEnd ended = TiedEndOf(Project("Collection", R"(actual_end: "2012")"), {});
  const TiedEnd live = TiedEndOf(
      Project("Analysis", R"(start: "2010-01-18" lifecycle: LIFECYCLE_IMPLEMENTATION)"), {});
  EXPECT_THAT(Summaries(ended, live, kFinishStart), IsEmpty()) << "both have come about";
  EXPECT_THAT(Summaries(Ends("2012"), live, kFinishStart), testing::SizeIs(1));
}

}  // namespace
}  // namespace concordat::programme
