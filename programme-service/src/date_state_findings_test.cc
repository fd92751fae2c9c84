#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::IsEmpty;

// A paper of 30 June with a highlight report to 21 June in it, and one of the month before.
Findings Find(const std::string& project) {
  Facts facts;
  facts.projects = {Parse<v1::Project>(project)};
  facts.documents = TwoPapers();
  facts.highlights = {
      Parse<v1::HighlightReport>(R"(name: "h/1" project: "p/1" period_end: "2011-06-21"
        source { document: "d/june" section: "Appendix D" })")};
  Findings findings;
  AddDateStateFindings(FactsIndex(facts), &findings);
  return findings;
}

constexpr char kDone[] = R"(name: "p/1" title: "WRS"
  stated_dates { what: "move" state: STATE_DONE
    source { document: "d/june" section: "16.13.9" } } )";

TEST(StatesBothWays, AreFoundWhereOnePaperSaysBoth) {
  const Findings findings = Find(std::string(kDone) + R"(
    stated_dates { what: "move" date: "2011-07-01" still_to_come: true
      source { document: "d/june" section: "Appendix C" } })");
  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(findings[0].rule(), "state-stated-both-ways");
  EXPECT_EQ(findings[0].severity(), ledger::v1::SEVERITY_WARNING);
  EXPECT_EQ(findings[0].summary(),
            "WRS: the move is said to be done (16.13.9) and to come on 1 July 2011 (Appendix C).");
  EXPECT_FALSE(findings[0].possible());
  EXPECT_EQ(findings[0].facts(1).value(), "to come, 2011-07-01");
  EXPECT_EQ(findings[0].facts(1).source().section(), "Appendix C");
}

TEST(StatesBothWays, MayHaveChangedSinceAnOlderReportInThePaper) {
  const Findings findings = Find(std::string(kDone) + R"(
    stated_dates { what: "move" date: "2011-07-01" state: STATE_UNDER_WAY
      source { document: "d/june" section: "Appendix D, Planned" } })");
  ASSERT_EQ(findings.size(), 1);
  EXPECT_TRUE(findings[0].possible());
}

TEST(StatesBothWays, ChangeFromOnePaperToTheNext) {
  EXPECT_THAT(Find(std::string(kDone) + R"(
    stated_dates { what: "move" state: STATE_TO_COME source { document: "d/may" } })"),
              IsEmpty());
  EXPECT_EQ(Find(R"(name: "p/1"
    stated_dates { what: "move" state: STATE_TO_COME source { document: "d/june" } }
    stated_dates { what: "move" state: STATE_DONE source { document: "d/may" } })")
                .size(),
            1)
      << "what is done does not come again";
}

TEST(StatesBothWays, AreOfOneThing) {
  EXPECT_THAT(Find(std::string(kDone) + R"(
    stated_dates { what: "Move" still_to_come: true }
    stated_dates { what: "move" date: "2011-07-01" })"),
              IsEmpty());
  EXPECT_THAT(Find(R"(name: "p/1" stated_dates { what: "move" state: STATE_UNDER_WAY }
    stated_dates { what: "move" still_to_come: true })"),
              IsEmpty())
      << "not done either way";
}

TEST(StatesBothWays, AreFoundOfLiveServicesAndWhereNoPaperIsKnown) {
  Facts facts;
  facts.live_services = {Parse<v1::LiveService>(R"(name: "l/1" title: "PAYROLL"
    stated_dates { what: "handover" state: STATE_DONE }
    stated_dates { what: "handover" date: "2011-09" state: STATE_TO_COME })")};
  Findings findings;
  AddDateStateFindings(FactsIndex(facts), &findings);
  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(findings[0].summary(),
            "PAYROLL: the handover is said to be done and to come in September 2011.");
}

}  // namespace
}  // namespace concordat::programme
