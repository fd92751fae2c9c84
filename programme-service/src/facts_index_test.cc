#include "programme-service/src/facts_index.h"

#include <gtest/gtest.h>

#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

Facts AtEndOfJune() {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  return facts;
}

TEST(FactsIndexOpenIssues, LeavesOutClosedOnesAndThoseOfOtherWork) {
  Facts facts = AtEndOfJune();
  facts.issues = {Parse<v1::Issue>(R"(name: "i/1" project: "p/1")"),
                  Parse<v1::Issue>(R"(name: "i/2" project: "p/1" closed: "2011-06-30")"),
                  Parse<v1::Issue>(R"(name: "i/3" live_service: "p/2")")};
  const auto open = FactsIndex(facts).OpenIssues("p/1");
  ASSERT_EQ(open.size(), 1);
  EXPECT_EQ(open[0].name(), "i/1");
}

TEST(FactsIndexOpenIssues, KeepsOneThatMayBeOpenStill) {
  Facts facts = AtEndOfJune();
  facts.issues = {Parse<v1::Issue>(R"(name: "i/1" project: "p/1" closed: "2011")")};
  EXPECT_EQ(FactsIndex(facts).OpenIssues("p/1").size(), 1);
}

TEST(FactsIndexHighlightOf, IsTheLastThatWasSubmitted) {
  Facts facts = AtEndOfJune();
  facts.highlights = {
      Parse<v1::HighlightReport>(
          R"(name: "h/1" project: "p/1" period_end: "2011-06-21" submitted: true)"),
      Parse<v1::HighlightReport>(
          R"(name: "h/2" project: "p/1" period_end: "2011-06-14" submitted: true)"),
      Parse<v1::HighlightReport>(R"(name: "h/3" project: "p/1" period_end: "2011-06-28")")};
  const FactsIndex index(facts);
  const auto* newest = index.HighlightOf(Parse<v1::Project>(R"(name: "p/1")"));
  ASSERT_NE(newest, nullptr);
  EXPECT_EQ(newest->name(), "h/1");
  EXPECT_EQ(index.HighlightOf(Parse<v1::Project>(R"(name: "p/2")")), nullptr);
}

TEST(FactsIndexHighlightOf, IsNoneThatAnotherCorrects) {
  Facts facts = AtEndOfJune();
  // Both of one day: by their names the one that is corrected would be the newer.
  facts.highlights = {
      Parse<v1::HighlightReport>(
          R"(name: "h/2" project: "p/1" period_end: "2011-06-21" submitted: true)"),
      Parse<v1::HighlightReport>(R"(name: "h/1" project: "p/1" period_end: "2011-06-21"
         submitted: true supersedes: "h/2")")};
  facts.superseded_highlights = {"h/2"};
  const FactsIndex index(facts);
  EXPECT_EQ(index.HighlightOf(Parse<v1::Project>(R"(name: "p/1")"))->name(), "h/1");
}

TEST(FactsIndexHighlightOf, LooksToTheProjectThatChangesALiveService) {
  Facts facts = AtEndOfJune();
  facts.highlights = {Parse<v1::HighlightReport>(
      R"(name: "h/1" project: "p/1" period_end: "2011-06-21" submitted: true)")};
  const FactsIndex index(facts);
  const auto* report = index.HighlightOf(Parse<v1::LiveService>(R"(name: "l/1" project: "p/1")"));
  ASSERT_NE(report, nullptr);
  EXPECT_EQ(report->name(), "h/1");
  EXPECT_EQ(index.HighlightOf(Parse<v1::LiveService>(R"(name: "l/2")")), nullptr);
}

TEST(PositionIndex, FindsTheWork) {
  const auto positions =
      Parse<benefits::v1::BenefitsPosition>(R"(works { work: "l/1" } works { work: "l/2" })");
  const PositionIndex index(positions);
  EXPECT_EQ(index.Of("l/2"), &positions.works(1));
  EXPECT_EQ(index.Of("l/3"), nullptr);
}

}  // namespace
}  // namespace concordat::programme
