#include "programme-service/src/facts.h"

#include <gtest/gtest.h>

#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

Facts AtEndOfJune() {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  return facts;
}

TEST(OpenIssues, LeavesOutClosedOnesAndThoseOfOtherWork) {
  Facts facts = AtEndOfJune();
  facts.issues = {Parse<v1::Issue>(R"(name: "i/1" project: "p/1")"),
                  Parse<v1::Issue>(R"(name: "i/2" project: "p/1" closed: "2011-06-30")"),
                  Parse<v1::Issue>(R"(name: "i/3" live_service: "p/2")")};
  const auto open = OpenIssues(facts, "p/1");
  ASSERT_EQ(open.size(), 1);
  EXPECT_EQ(open[0].name(), "i/1");
}

TEST(OpenIssues, KeepsOneThatMayBeOpenStill) {
  Facts facts = AtEndOfJune();
  facts.issues = {Parse<v1::Issue>(R"(name: "i/1" project: "p/1" closed: "2011")")};
  EXPECT_EQ(OpenIssues(facts, "p/1").size(), 1);
}

TEST(NewestHighlight, IsTheLastThatWasSubmitted) {
  Facts facts = AtEndOfJune();
  facts.highlights = {
      Parse<v1::HighlightReport>(
          R"(name: "h/1" project: "p/1" period_end: "2011-06-21" submitted: true)"),
      Parse<v1::HighlightReport>(
          R"(name: "h/2" project: "p/1" period_end: "2011-06-14" submitted: true)"),
      Parse<v1::HighlightReport>(R"(name: "h/3" project: "p/1" period_end: "2011-06-28")")};
  ASSERT_NE(NewestHighlight(facts, "p/1"), nullptr);
  EXPECT_EQ(NewestHighlight(facts, "p/1")->name(), "h/1");
  EXPECT_EQ(NewestHighlight(facts, "p/2"), nullptr);
}

TEST(HighlightOf, LooksToTheProjectThatChangesALiveService) {
  Facts facts = AtEndOfJune();
  facts.highlights = {Parse<v1::HighlightReport>(
      R"(name: "h/1" project: "p/1" period_end: "2011-06-21" submitted: true)")};
  const auto changing = Parse<v1::LiveService>(R"(name: "l/1" project: "p/1")");
  ASSERT_NE(HighlightOf(facts, changing), nullptr);
  EXPECT_EQ(HighlightOf(facts, changing)->name(), "h/1");
  EXPECT_EQ(HighlightOf(facts, Parse<v1::LiveService>(R"(name: "l/2")")), nullptr);
}

TEST(PositionOf, FindsTheWork) {
  const auto positions =
      Parse<benefits::v1::BenefitsPosition>(R"(works { work: "l/1" } works { work: "l/2" })");
  EXPECT_EQ(PositionOf(positions, "l/2"), &positions.works(1));
  EXPECT_EQ(PositionOf(positions, "l/3"), nullptr);
}

}  // namespace
}  // namespace concordat::programme
