#include "programme-service/src/finding_causes.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "common/base/text.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;

// Of a record of one piece of work, as a row of one table.
Finding Of(const std::string& rule, const std::string& id) {
  Finding finding;
  finding.set_finding_id(id);
  finding.set_rule(rule);
  finding.add_records(Concat("partnerships/p/records/", id));
  finding.add_works()->set_work("partnerships/p/liveServices/ict");
  auto* fact = finding.add_facts();
  fact->mutable_source()->set_document("partnerships/p/sourceDocuments/d");
  fact->mutable_source()->set_section("Appendix C");
  fact->mutable_source()->set_table("d. ICT");
  fact->mutable_source()->set_row("calls");
  finding.set_reason("Officers were costed at one grade and evaluated at another.");
  return finding;
}

// What the second repeats, after what `change` does to it.
template <typename Change>
std::string Second(const std::string& rule, const Change& change) {
  Findings findings = {Of(rule, "c-2"), Of(rule, "c-10")};
  change(&findings[1]);
  LinkCauses(&findings);
  EXPECT_EQ(findings[0].repeats(), "") << rule;
  return findings[1].repeats();
}

const auto kNothing = [](Finding*) {};
const auto kOtherTable = [](Finding* one) {
  one->mutable_facts(0)->mutable_source()->set_table("e. Internal Audit");
};
const auto kOtherPaper = [](Finding* one) {
  one->mutable_facts(0)->mutable_source()->set_document("partnerships/p/sourceDocuments/e");
};
const auto kNoTable = [](Finding* one) { one->mutable_facts(0)->mutable_source()->clear_table(); };
const auto kOtherRow = [](Finding* one) {
  one->mutable_facts(0)->mutable_source()->set_row("cost");
};
const auto kOtherWork = [](Finding* one) { one->mutable_works(0)->set_work("q"); };
const auto kOtherReason = [](Finding* one) { one->set_reason(one->reason() + "!"); };

TEST(LinkCauses, WhatATableLacksIsOneCause) {
  for (const char* rule : {"unit-not-printed", "actual-without-evidence", "risk-not-scored"}) {
    EXPECT_EQ(Second(rule, kNothing), "c-2");
    EXPECT_EQ(Second(rule, kOtherRow), "c-2");
    EXPECT_EQ(Second(rule, kOtherWork), "c-2");
    EXPECT_EQ(Second(rule, kOtherTable), "");
    EXPECT_EQ(Second(rule, kOtherPaper), "");
    EXPECT_EQ(Second(rule, kNoTable), "") << "a paragraph has no heading for all its figures";
  }
}

TEST(LinkCauses, WhatATableLacksOfAPieceOfWorkIsOneCause) {
  for (const char* rule : {"measure-without-figures", "result-without-actual"}) {
    EXPECT_EQ(Second(rule, kOtherRow), "c-2");
    EXPECT_EQ(Second(rule, kOtherWork), "") << "each service owes its own";
    EXPECT_EQ(Second(rule, kOtherTable), "");
  }
}

TEST(LinkCauses, WhatARowLacksIsOneCauseForAllCouncils) {
  EXPECT_EQ(Second("measure-cannot-be-judged", kNothing), "c-2");
  EXPECT_EQ(Second("measure-cannot-be-judged", kOtherRow), "");
  EXPECT_EQ(Second("measure-cannot-be-judged", kOtherTable), "");
}

TEST(LinkCauses, OneExplanationOfAPieceOfWorkIsOneCause) {
  for (const char* rule : {"cost-above-expectation", "promise-not-realised"}) {
    EXPECT_EQ(Second(rule, kOtherTable), "c-2");
    EXPECT_EQ(Second(rule, kOtherReason), "");
    EXPECT_EQ(Second(rule, kOtherWork), "") << "the same may have gone wrong twice";
    EXPECT_EQ(Second(rule, [](Finding* one) { one->clear_reason(); }), "");
  }
}

TEST(LinkCauses, AFormulaExplainsNothing) {
  Findings findings = {Of("cost-above-expectation", "a"), Of("cost-above-expectation", "b")};
  for (Finding& finding : findings) finding.set_reason("See above.");
  LinkCauses(&findings);
  EXPECT_EQ(findings[1].repeats(), "");
}

TEST(LinkCauses, NoOtherRuleIsFolded) {
  for (const char* rule : {"measure-target-missed", "stated-figure-differs", "figures-differ",
                           "treatment-overdue", "risk-score-differs"}) {
    EXPECT_EQ(Second(rule, kNothing), "") << rule;
  }
  Findings findings = {Of("unit-not-printed", "a"), Of("measure-without-figures", "b")};
  LinkCauses(&findings);
  EXPECT_EQ(findings[1].repeats(), "") << "one table that lacks two things";
}

TEST(LinkCauses, LeavesWhatRepeatsAnotherAlready) {
  Findings findings = {Of("promise-not-realised", "a"), Of("promise-not-realised", "b"),
                       Of("promise-not-realised", "c")};
  findings[0].set_repeats("green");
  LinkCauses(&findings);
  EXPECT_EQ(findings[0].repeats(), "green");
  EXPECT_EQ(findings[1].repeats(), "");
  EXPECT_EQ(findings[2].repeats(), "b");
}

TEST(LinkCauses, BearsFindingsOfNothing) {
  Findings findings(2);
  for (Finding& finding : findings) finding.set_rule("unit-not-printed");
  LinkCauses(&findings);
  EXPECT_EQ(findings[1].repeats(), "");
}

}  // namespace
}  // namespace concordat::programme
