#include "benefits-service/src/pack_part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "benefits-service/src/money_report.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using testing::ElementsAre;
using v1::FinancialRow;

// A benefit in a group of its own, with a budget and an actual of 2010-11.
BenefitFacts Saving(int i, int64_t budget, int64_t actual) {
  BenefitFacts held;
  held.benefit.set_name(Concat("partnerships/p/benefits/b", i));
  held.benefit.set_title(Concat("Benefit ", i));
  held.benefit.add_groups(Concat("Group ", i));
  v1::Share& share = held.shares.emplace_back();
  share.set_council("councils/bury");
  for (const auto& [kind, pence] : {std::pair(v1::ShareLine::KIND_BUDGET, budget),
                                    std::pair(v1::ShareLine::KIND_ACTUAL, actual)}) {
    v1::ShareLine* line = share.add_lines();
    line->set_financial_year("2010-11");
    line->set_kind(kind);
    line->set_amount_pence(pence);
  }
  return held;
}

TEST(MakePackPart, KeepsTheGreatestVariancesWithTheirGroupsAndTheSumOfAll) {
  Facts facts;
  for (int i = 0; i < kMaxPackLines + 2; ++i) facts.benefits.push_back(Saving(i, 1000, 2000));
  facts.benefits[7] = Saving(7, 1000, 1001);
  facts.benefits[9] = Saving(9, 1000, 1000);
  const v1::FinancialSummary all = ComposeFinancialSummary(facts);
  const v1::PackPart part = MakePackPart(all, {});
  EXPECT_EQ(part.lines_left_out(), 2);
  int lines = 0;
  for (const FinancialRow& row : part.finances().rows()) {
    EXPECT_NE(row.label(), "Group 7");
    EXPECT_NE(row.label(), "Group 9");
    lines += row.kind() == FinancialRow::KIND_LINE ? 1 : 0;
  }
  EXPECT_EQ(lines, kMaxPackLines);
  EXPECT_EQ(part.finances().rows_size(), 3 * kMaxPackLines + 1) << "heading, line and sum of each";
  EXPECT_EQ(part.finances().rows().rbegin()->SerializeAsString(),
            all.rows().rbegin()->SerializeAsString());
}

TEST(MakePackPart, KeepsALossAsItKeepsAGain) {
  Facts facts;
  for (int i = 0; i <= kMaxPackLines; ++i) facts.benefits.push_back(Saving(i, 1000, 1001));
  facts.benefits[kMaxPackLines] = Saving(kMaxPackLines, 1000, -5000);
  const v1::PackPart part = MakePackPart(ComposeFinancialSummary(facts), {});
  const FinancialRow& last_line = part.finances().rows(part.finances().rows_size() - 3);
  EXPECT_EQ(last_line.label(), Concat("Benefit ", kMaxPackLines));
  EXPECT_EQ(last_line.favour(), FinancialRow::FAVOUR_BAD);
}

TEST(MakePackPart, IsWholeUpToItsBounds) {
  Facts facts;
  for (int i = 0; i < kMaxPackLines; ++i) facts.benefits.push_back(Saving(i, 1, 2));
  const v1::FinancialSummary all = ComposeFinancialSummary(facts);
  const v1::PackPart part = MakePackPart(all, {});
  EXPECT_EQ(part.lines_left_out(), 0);
  EXPECT_EQ(part.finances().SerializeAsString(), all.SerializeAsString());
}

v1::WorkRealisation Work(const std::string& name, int results, int not_achieved) {
  v1::WorkRealisation work;
  work.set_work(name);
  for (int i = 0; i < results; ++i) work.add_results();
  work.add_measures();
  work.mutable_counts()->set_results(results);
  work.mutable_counts()->set_not_achieved(not_achieved);
  return work;
}

TEST(MakePackPart, ShowsWorkThatFallsShortFirst) {
  v1::BenefitsRealisation realisation;
  *realisation.add_works() = Work("good", 300, 0);
  *realisation.add_works() = Work("short", 300, 1);
  *realisation.add_works() = Work("also good", 10, 0);
  const v1::PackPart part = MakePackPart({}, realisation);
  ASSERT_EQ(part.realisation().works_size(), 2);
  EXPECT_EQ(part.realisation().works(0).work(), "short");
  EXPECT_EQ(part.realisation().works(0).results_size(), 300);
  const v1::WorkRealisation& cut = part.realisation().works(1);
  EXPECT_EQ(cut.results_size(), 199);
  EXPECT_EQ(cut.counts().results_left_out(), 101);
  EXPECT_EQ(cut.counts().measures_left_out(), 1);
  EXPECT_EQ(cut.counts().results(), 300) << "counts are of all";
  EXPECT_EQ(part.works_left_out(), 1);
}

TEST(TellFinancialSummary, LeavesOutWhatHoldsMoreThanIsTold) {
  Facts all;
  all.benefits = {Saving(0, 1000, 2000), Saving(1, 10, 20)};
  Facts told;
  told.benefits = {Saving(0, 1000, 2000)};
  std::vector<std::string> labels;
  const v1::FinancialSummary summary = TellFinancialSummary({told, all});
  for (const FinancialRow& row : summary.rows()) {
    if (row.kind() != FinancialRow::KIND_HEADING) labels.push_back(row.label());
  }
  EXPECT_THAT(labels, ElementsAre("Benefit 0", "Group 0")) << "no sum of all";
}

}  // namespace
}  // namespace concordat::benefits
