#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/text.h"
#include "programme-service/src/finding_repeats.h"
#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

// Risk J, cited by so many actions from 28 on.
Facts Cited(int actions) {
  Facts facts;
  facts.cited_risks = {{"r/j", "J", "Legal requirement", {}, {}, {}}};
  for (int i = 0; i < actions; ++i) {
    facts.cited_risks[0].actions.push_back(Parse<v1::Action>(
        Concat("name: \"a/", 28 + i, "\" reference: \"", 28 + i, "\" title: \"Adopt it\"")));
  }
  return facts;
}

std::string Summary(const Facts& facts) {
  Findings findings;
  AddCitedFindings(facts, &findings);
  EXPECT_THAT(findings, SizeIs(1));
  return findings.at(0).summary();
}

TEST(CitedRisks, NameTheActionsThatCiteThem) {
  EXPECT_EQ(Summary(Cited(1)),
            "Action 28 cites risk J, \"Legal requirement\", which has no score.");
  EXPECT_EQ(Summary(Cited(2)),
            "Actions 28 and 29 cite risk J, \"Legal requirement\", which has no score.");
  EXPECT_EQ(Summary(Cited(6)),
            "Actions 28, 29, 30, 31, 32 and 33 cite risk J, \"Legal"
            " requirement\", which has no score.");
  EXPECT_EQ(Summary(Cited(40)),
            "Actions 28, 29, 30, 31, 32, 33 and 34 more cite risk J, \"Legal"
            " requirement\", which has no score.");
}

TEST(CitedRisks, NameNoMoreActionsThanAreRead) {
  Findings findings;
  AddCitedFindings(Cited(40), &findings);
  EXPECT_THAT(findings[0].records(), SizeIs(21));
}

TEST(CitedRisks, WithAScoreAreNotTold) {
  Findings findings;
  AddCitedFindings(Facts(), &findings);
  EXPECT_THAT(findings, IsEmpty());
}

TEST(CitedRisks, RepeatWhatIsFoundOfTheRiskItself) {
  Findings findings = FindInProgrammes(Cited(2));
  findings.push_back(
      Parse<ledger::v1::Finding>(R"(finding_id: "1" rule: "risk-not-scored" records: "r/j")"));
  LinkRepeats(Facts(), &findings);
  EXPECT_EQ(OfRule(findings, "cited-risk-without-score").at(0).repeats(), "1");
}

}  // namespace
}  // namespace concordat::programme
