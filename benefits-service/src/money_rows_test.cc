#include "benefits-service/src/money_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <set>
#include <string>

#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::FinancialRow;

// A benefit in groups, with a budget and an actual.
BenefitMoney Saving(int i, int64_t budget, int64_t actual, std::vector<std::string> groups) {
  BenefitMoney money;
  money.benefit = Concat("b", i);
  money.groups = std::make_shared<const std::vector<std::string>>(std::move(groups));
  money.amounts = {.budget = {{0, budget}}, .total_budget = budget, .actual = actual};
  return money;
}

// The same in a group of its own.
BenefitMoney Saving(int i, int64_t budget, int64_t actual) {
  return Saving(i, budget, actual, {Concat("Group ", i)});
}

// `-1 Group 1`, `b1`, `+1 Group 1 20`, `= 20` for heading, line and sums with their actuals.
std::vector<std::string> Words(const std::vector<MoneyRow>& rows) {
  std::vector<std::string> words;
  for (const MoneyRow& row : rows) {
    switch (row.kind) {
      case FinancialRow::KIND_HEADING:
        words.push_back(Concat("-", row.depth, " ", row.group));
        break;
      case FinancialRow::KIND_LINE:
        words.push_back(row.line->benefit);
        break;
      case FinancialRow::KIND_SUBTOTAL:
        words.push_back(
            Concat("+", row.depth, " ", row.group, " ", static_cast<int64_t>(row.sum.actual)));
        break;
      default:
        words.push_back(Concat("= ", static_cast<int64_t>(row.sum.actual)));
    }
  }
  return words;
}

TEST(RowsOf, PutsLinesUnderTheirGroups) {
  const Money money = {.columns = {},
                       .benefits = {Saving(1, 1, 10, {"A", "B"}), Saving(2, 1, 20, {"A", "B"}),
                                    Saving(3, 1, 5, {"A"}), Saving(4, 1, 7, {})}};
  EXPECT_THAT(Words(RowsOf(money)),
              ElementsAre("-0 A", "-1 B", "b1", "b2", "+1 B 30", "b3", "+0 A 35", "b4", "= 42"));
  EXPECT_THAT(RowsOf({}), IsEmpty()) << "no sum of nothing";
}

TEST(RowsOf, NamesTheLinesOfASumThatCannotBeTold) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  const Money money = {.columns = {},
                       .benefits = {Saving(1, 0, 5, {"A"}), Saving(2, 0, kMost, {"B"}),
                                    Saving(3, 0, 7, {"B"}), Saving(4, 0, -kMost, {"C"})}};
  const std::vector<MoneyRow> rows = RowsOf(money);
  EXPECT_TRUE(rows.back().sum.actual == 12) << "what cancels out is no wrong sum";
  const absl::Status status = CheckTold(rows, "2010-11");
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(status), "AMOUNTS_TOO_LARGE");
  EXPECT_EQ(status.message(),
            "The amounts of 2010-11, the greatest of b2, b3, add to more pence than 64 bits hold");
  const Money variance = {.columns = {}, .benefits = {Saving(1, -kMost, kMost)}};
  EXPECT_FALSE(CheckTold(RowsOf(variance), "2010-11").ok()) << "each fits and the variance not";
  const Money fits = {.columns = {}, .benefits = {Saving(1, 0, kMost), Saving(2, kMost, 0)}};
  EXPECT_TRUE(CheckTold(RowsOf(fits), "2010-11").ok());
}

TEST(YearToShow, IsTheFinancialYearOfTheDayOrTheNearest) {
  const std::set<std::string> years = {"2009-10", "2011-12", "2012-13"};
  EXPECT_EQ(YearToShow(years, absl::CivilDay(2012, 3, 31)), "2011-12");
  EXPECT_EQ(YearToShow(years, absl::CivilDay(2012, 4, 1)), "2012-13");
  EXPECT_EQ(YearToShow(years, absl::CivilDay(2011, 3, 31)), "2009-10") << "the newest before it";
  EXPECT_EQ(YearToShow(years, absl::CivilDay(2020, 1, 1)), "2012-13");
  EXPECT_EQ(YearToShow(years, absl::CivilDay(2001, 1, 1)), "2009-10") << "the first after it";
  EXPECT_EQ(YearToShow({}, absl::CivilDay(2001, 1, 1)), "");
}

TEST(CutToFirst, LeavesTheFirstOfThePaperAndTheSumsOfAll) {
  const Money money = {.columns = {},
                       .benefits = {Saving(1, 1, 10, {"A", "B"}), Saving(2, 1, 20, {"A", "B"}),
                                    Saving(3, 1, 5, {"A", "C"}), Saving(4, 1, 7, {"D"})}};
  std::vector<MoneyRow> rows = RowsOf(money);
  RowsLeftOut left_out = CutToFirst(1, 9, &rows);
  EXPECT_THAT(Words(rows), ElementsAre("-0 A", "-1 B", "b1", "+1 B 30", "-1 C", "+1 C 5", "+0 A 35",
                                       "-0 D", "+0 D 7", "= 42"));
  EXPECT_EQ(left_out.lines, 3);
  EXPECT_EQ(left_out.groups, 0);

  rows = RowsOf(money);
  left_out = CutToFirst(9, 2, &rows);
  EXPECT_THAT(Words(rows), ElementsAre("-0 A", "-1 B", "b1", "b2", "+1 B 30", "+0 A 35", "= 42"));
  EXPECT_EQ(left_out.lines, 2);
  EXPECT_EQ(left_out.groups, 2);
}

TEST(CutToGreatest, KeepsTheGreatestVariancesWithTheirGroupsAndTheSumOfAll) {
  const Money money = {.columns = {},
                       .benefits = {Saving(1, 10, 20), Saving(2, 10, 11), Saving(3, 10, -50),
                                    Saving(4, 10, 20), Saving(5, 10, 20)}};
  std::vector<MoneyRow> rows = RowsOf(money);
  EXPECT_EQ(CutToGreatest(3, &rows), 2);
  EXPECT_THAT(Words(rows),
              ElementsAre("-0 Group 1", "b1", "+0 Group 1 20", "-0 Group 3", "b3", "+0 Group 3 -50",
                          "-0 Group 4", "b4", "+0 Group 4 20", "= 21"))
      << "a loss as a gain, of equal ones the first";
  rows = RowsOf(money);
  EXPECT_EQ(CutToGreatest(5, &rows), 0);
  EXPECT_EQ(rows.size(), 16u) << "whole up to its bounds";
}

TEST(KeepTrueRows, LeavesOutWhatHoldsMoreThanIsTold) {
  const Money all = {.columns = {}, .benefits = {Saving(0, 1000, 2000), Saving(1, 10, 20)}};
  const Money told = {.columns = {}, .benefits = {Saving(0, 1000, 2000)}};
  std::vector<MoneyRow> rows = RowsOf(told);
  KeepTrueRows(RowsOf(all), &rows);
  EXPECT_THAT(Words(rows), ElementsAre("-0 Group 0", "b0", "+0 Group 0 2000")) << "no sum of all";
}

TEST(CutToFirst, AGroupWhoseSumIsNotToldEndsWhereARowStandsNoDeeper) {
  const Money money = {.columns = {}, .benefits = {Saving(1, 1, 10), Saving(2, 1, 20)}};
  std::vector<MoneyRow> rows = RowsOf(money);
  std::erase_if(rows, [](const MoneyRow& row) { return row.kind == FinancialRow::KIND_SUBTOTAL; });
  const RowsLeftOut left_out = CutToFirst(9, 1, &rows);
  EXPECT_THAT(Words(rows), ElementsAre("-0 Group 1", "b1", "= 30"));
  EXPECT_EQ(left_out.groups, 1);
}

TEST(ShowMoney, SaysOfALineWhatIsToldOfItsBenefit) {
  const Money money = {.columns = {"2010-11", {"2009-10"}, {"councils/a", "councils/b"}},
                       .benefits = {Saving(1, 10, 4)}};
  v1::Benefit benefit;
  benefit.set_name("b1");
  benefit.set_title("A saving");
  const v1::FinancialSummary summary = ShowMoney(money.columns, RowsOf(money), {{"b1", benefit}});
  EXPECT_THAT(summary.other_financial_years(), ElementsAre("2009-10"));
  ASSERT_EQ(summary.rows_size(), 4);
  const FinancialRow& line = summary.rows(1);
  EXPECT_EQ(line.label(), "A saving");
  EXPECT_THAT(line.budget_pence(), ElementsAre(10, 0));
  EXPECT_EQ(line.variance_pence(), -6);
  EXPECT_EQ(line.favour(), FinancialRow::FAVOUR_BAD);
  EXPECT_EQ(summary.rows(3).label(), "Overall position");
}

}  // namespace
}  // namespace concordat::benefits
