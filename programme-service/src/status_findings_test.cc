#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Findings Find(const std::string& status, const std::vector<std::string>& expectations) {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  facts.projects = {
      Parse<v1::Project>(R"(name: "p/1" title: "BEREAVEMENT" reported_status: )" + status)};
  for (const std::string& expectation : expectations) {
    facts.issues.push_back(Parse<v1::Issue>(
        R"(name: "i/1" project: "p/1" title: "savings" expectation: )" + expectation));
  }
  Findings findings;
  AddStatusFindings(FactsIndex(facts), &findings);
  return findings;
}

TEST(Statuses, AgreeWithTheirIssues) {
  EXPECT_THAT(Find("RAG_GREEN", {}), IsEmpty());
  EXPECT_THAT(Find("RAG_AMBER", {"EXPECTATION_RESOLVED"}), IsEmpty());
  EXPECT_THAT(Find("RAG_RED", {"EXPECTATION_RESOLVED", "EXPECTATION_NOT_RESOLVED"}), IsEmpty());
  EXPECT_THAT(Find("RAG_UNSPECIFIED", {"EXPECTATION_NOT_RESOLVED"}), IsEmpty());
}

TEST(Statuses, AreNotBorneOutByOtherIssues) {
  const Findings findings = Find("RAG_GREEN", {"EXPECTATION_RESOLVED"});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "status-differs-from-issues");
  EXPECT_EQ(findings[0].severity(), ledger::v1::SEVERITY_ERROR);
  EXPECT_EQ(findings[0].summary(),
            "BEREAVEMENT is reported green, and its open issues give amber.");
  EXPECT_THAT(findings[0].records(), ElementsAre("i/1", "p/1"));
  EXPECT_EQ(Find("RAG_GREEN", {"EXPECTATION_NOT_STATED"})[0].summary(),
            "BEREAVEMENT is reported green, and its open issues give amber or red.");
  EXPECT_EQ(Find("RAG_AMBER", {"EXPECTATION_NOT_RESOLVED"})[0].rule(),
            "status-differs-from-issues");
  EXPECT_EQ(Find("RAG_RED", {"EXPECTATION_RESOLVED"})[0].rule(), "status-differs-from-issues");
}

TEST(Statuses, AskForAnIssueThatMakesThem) {
  const Findings red = Find("RAG_RED", {"EXPECTATION_NOT_STATED"});
  ASSERT_THAT(red, SizeIs(1));
  EXPECT_EQ(red[0].rule(), "status-without-issue");
  EXPECT_TRUE(red[0].possible());
  EXPECT_EQ(
      red[0].summary(),
      "BEREAVEMENT is reported red, and of no open issue is it said that it is not expected to "
      "be resolved.");
  EXPECT_EQ(Find("RAG_AMBER", {})[0].summary(),
            "BEREAVEMENT is reported amber, and no open issue is recorded for it.");
}

}  // namespace
}  // namespace concordat::programme
