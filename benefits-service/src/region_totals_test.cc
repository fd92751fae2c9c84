#include "benefits-service/src/region_totals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "benefits-service/src/financial_year.h"
#include "benefits-service/src/region_report.h"
#include "benefits-service/src/resources.h"
#include "common/base/errors.h"
#include "tests/support/costs_testing.h"
#include "tests/support/sample_bundle.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Response = v1::CalculateRegionTotalsResponse;

// Amounts of budgets by year.
ShareOutline Budgets(const std::string& name,
                     const std::vector<std::pair<std::string, int64_t>>& budgets, bool recurs) {
  ShareOutline share;
  share.benefit.set_name(Concat("partnerships/p/benefits/", name));
  share.benefit.set_kind(v1::Benefit::KIND_CASHABLE);
  share.council = "councils/a";
  if (recurs) share.benefit.set_recurrence(v1::Benefit::RECURRENCE_RECURRING);
  for (const auto& [year, pence] : budgets) {
    ShareYear& one = share.years.emplace_back();
    one.year = year;
    one.amounts.budget = pence;
    one.kinds = 1 << v1::ShareLine::KIND_BUDGET;
  }
  return share;
}

Response TotalsOf(const std::vector<ShareOutline>& shares, const YearSpan& span,
                  const std::vector<v1::HandOver>& hand_overs = {},
                  const std::optional<Prices>& prices = {}) {
  const HandOvers handed(hand_overs);
  RegionTotalsMaker maker(handed, span);
  for (const ShareOutline& share : shares) maker.Add(share);
  const auto totals = maker.Done(prices);
  EXPECT_THAT(totals, IsOk());
  return totals.ok() ? *totals : Response();
}

const v1::RegionAmounts& BudgetOf(const Response& totals, const std::string& year) {
  for (const v1::RegionTotal& one : totals.years()) {
    if (one.financial_year() == year) return one.budget();
  }
  return v1::RegionAmounts::default_instance();
}

// The worked example of docs/reference/region-totals.md.
TEST(RegionTotals, CountWhatRecursInLaterYearsApartFromWhatIsNew) {
  const auto totals = TotalsOf({Budgets("b", {{"2009-10", 10'000}, {"2011-12", 12'000}}, true),
                                Budgets("once", {{"2009-10", 500}}, false)},
                               {2009, 2012});
  ASSERT_THAT(totals.years(), SizeIs(4));
  const auto& first = BudgetOf(totals, "2009-10");
  EXPECT_EQ(first.new_pence(), 10'500);
  EXPECT_EQ(first.rolled_over_pence(), 0);
  const auto& second = BudgetOf(totals, "2010-11");
  EXPECT_EQ(second.stated_pence(), 0);
  EXPECT_EQ(second.new_pence(), 0);
  EXPECT_EQ(second.rolled_over_pence(), 10'000);
  const auto& third = BudgetOf(totals, "2011-12");
  EXPECT_EQ(third.stated_pence(), 12'000);
  EXPECT_EQ(third.new_pence(), 2'000);
  EXPECT_EQ(third.rolled_over_pence(), 10'000);
  EXPECT_EQ(BudgetOf(totals, "2012-13").rolled_over_pence(), 12'000);
}

// What is new adds up to the level of the last year, however the lines are spread: nothing
// is taken from a base budget twice.
TEST(RegionTotals, WhatIsNewAddsUpToTheLevel) {
  std::mt19937 random(7);
  for (int i = 0; i < 2'000; ++i) {
    std::vector<std::pair<std::string, int64_t>> lines;
    int64_t level = 0;
    for (int64_t year = 2000; year < 2010; ++year) {
      if (random() % 3 != 0) continue;
      level = static_cast<int64_t>(random() % 2'001) - 1'000;
      lines.emplace_back(FinancialYearFrom(year), level);
    }
    const auto totals = TotalsOf({Budgets("b", lines, true)}, {2000, 2012});
    int64_t fresh = 0;
    for (const v1::RegionTotal& year : totals.years()) {
      fresh += year.budget().new_pence();
      EXPECT_EQ(fresh, year.budget().new_pence() + year.budget().rolled_over_pence());
    }
    EXPECT_EQ(fresh, level);
  }
}

TEST(RegionTotals, TakeNothingToHaveComeAboutAgain) {
  ShareOutline share = Budgets("b", {}, true);
  ShareYear& year = share.years.emplace_back();
  year.year = "2009-10";
  year.amounts.actual = 700;
  year.kinds = 1 << v1::ShareLine::KIND_ACTUAL;
  const auto totals = TotalsOf({share}, {2009, 2011});
  ASSERT_THAT(totals.years(), SizeIs(1));
  EXPECT_EQ(totals.years(0).actual().new_pence(), 700);
  EXPECT_EQ(totals.years(0).variance_pence(), 700);
}

v1::HandOver HandedOver(const std::string& day, const std::string& unit) {
  v1::HandOver record;
  record.set_programme("partnerships/p/programmes/mip");
  record.set_to_unit(unit);
  record.mutable_from()->set_date(day);
  return record;
}

TEST(RegionTotals, CountWhatIsHandedOverOnOneSide) {
  ShareOutline old = Budgets("old", {{"2008-09", 1'000}}, true);
  old.benefit.set_programme("partnerships/p/programmes/mip");
  ShareOutline plan = Budgets("plan", {{"2009-10", 1'500}}, false);
  plan.benefit.set_org_unit("units/departments");
  const std::vector<v1::HandOver> handed = {HandedOver("2009-04-01", "units/departments")};
  const auto totals = TotalsOf({old, plan}, {2008, 2010}, handed);
  EXPECT_EQ(BudgetOf(totals, "2008-09").new_pence(), 1'000);
  const auto& next = BudgetOf(totals, "2009-10");
  EXPECT_EQ(next.new_pence() + next.rolled_over_pence(), 1'500);
  EXPECT_EQ(next.handed_over_pence(), 1'000);
  // The plan states nothing of the year after: it is counted where it is known.
  const auto& last = BudgetOf(totals, "2010-11");
  EXPECT_EQ(last.rolled_over_pence(), 1'000);
  EXPECT_EQ(last.handed_over_pence(), 0);
  const auto without = TotalsOf({old, plan}, {2009, 2009}, {HandedOver("2009-04-02", "units/x")});
  EXPECT_EQ(BudgetOf(without, "2009-10").rolled_over_pence(), 1'000);
}

v1::CalculateRegionTotalsRequest WithDeflators() {
  v1::CalculateRegionTotalsRequest request;
  request.set_price_base("2010-11");
  request.set_deflators_source("A series made up for the test");
  for (const auto& [year, index] : {std::pair("2009-10", "96"), std::pair("2010-11", "100")}) {
    v1::Deflator* deflator = request.add_deflators();
    deflator->set_financial_year(year);
    deflator->set_index(index);
  }
  return request;
}

TEST(RegionTotals, AreInThePricesOfTheBase) {
  const YearSpan span = {2009, 2010};
  const auto prices = PricesOf(WithDeflators(), span);
  ASSERT_THAT(prices, IsOk());
  const auto totals =
      TotalsOf({Budgets("b", {{"2009-10", 9'600}, {"2010-11", 5'000}}, false)}, span, {}, *prices);
  EXPECT_EQ(totals.price_base(), "2010-11");
  EXPECT_EQ(BudgetOf(totals, "2009-10").real_pence(), 10'000);
  EXPECT_EQ(BudgetOf(totals, "2010-11").real_pence(), 5'000);
}

TEST(RegionTotals, RealAmountsAddUpToTheirTotal) {
  const YearSpan span = {2009, 2009};
  const auto prices = PricesOf(WithDeflators(), span);
  ASSERT_THAT(prices, IsOk());
  std::vector<ShareOutline> shares;
  for (int i = 0; i < 1'000; ++i) {
    shares.push_back(Budgets("b", {{"2009-10", 1 + i % 7}}, false));
    shares.back().council = Concat("councils/c", i);
  }
  const auto totals = TotalsOf(shares, span, {}, *prices);
  int64_t real = 0;
  int64_t nominal = 0;
  for (const v1::RegionTotal& one : totals.totals()) {
    real += one.budget().real_pence();
    nominal += one.budget().stated_pence();
  }
  EXPECT_EQ(real, BudgetOf(totals, "2009-10").real_pence());
  EXPECT_EQ(real, (nominal * 200 + 96) / 192);
}

std::string WrongField(const v1::CalculateRegionTotalsRequest& request) {
  const auto violations = ViolationsOf(PricesOf(request, {2009, 2010}).status());
  return violations.empty() ? "" : violations[0].field;
}

TEST(RegionTotals, TakeNoDeflatorsButGivenOnes) {
  auto request = WithDeflators();
  request.clear_deflators_source();
  EXPECT_EQ(WrongField(request), "deflators_source");
  request = WithDeflators();
  request.mutable_deflators()->RemoveLast();
  EXPECT_EQ(WrongField(request), "deflators");
  request = WithDeflators();
  request.mutable_deflators(1)->set_index("0.00");
  EXPECT_EQ(WrongField(request), "deflators[1].index");
  request.mutable_deflators(1)->set_index("-1");
  EXPECT_EQ(WrongField(request), "deflators[1].index");
  request = WithDeflators();
  request.clear_price_base();
  EXPECT_EQ(WrongField(request), "price_base");
}

class RegionReportTest : public test::CostsTest {
 protected:
  RegionReportTest() : CostsTest("benefits", BenefitsResources()) {}

  Response Told(const std::string& partnership, const v1::CalculateRegionTotalsRequest& request,
                bool public_only = false) {
    Response totals;
    ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
    at.public_only = public_only;
    EXPECT_THAT(ledger().database().Snapshot(
                    test::Soon(),
                    [&](Connection& connection) {
                      auto told = TellRegionTotals(
                          Records(connection, ledger().registry(), partnership, at), request);
                      if (told.ok()) totals = *told;
                      return told.status();
                    }),
                IsOk());
    return totals;
  }
};

TEST_F(RegionReportTest, TellsTheYearOfTheSharedServiceBoard) {
  const test::SampleBundle sample("bromsgrove-redditch");
  Fill([&sample](test::TableFiller* tables) {
    for (const auto& benefit : sample.Read<v1::Benefit>("benefits.csv")) tables->Put(benefit);
    for (const auto& share : sample.Read<v1::Share>("shares.csv")) tables->Put(share);
  });
  v1::CalculateRegionTotalsRequest request;
  request.set_from_year("2010-11");
  const auto totals = Told(sample.partnership(), request);
  ASSERT_THAT(totals.years(), SizeIs(1));
  EXPECT_EQ(totals.years(0).budget().stated_pence(), 1'106'000'00);
  EXPECT_EQ(totals.years(0).actual().stated_pence(), 1'179'000'00);
  EXPECT_EQ(totals.years(0).variance_pence(), 73'000'00);
  int64_t redditch = 0, cashable = 0;
  for (const v1::RegionTotal& one : totals.totals()) {
    if (one.council() == "councils/redditch") redditch += one.budget().stated_pence();
    if (one.kind() == v1::Benefit::KIND_CASHABLE) cashable += one.budget().stated_pence();
  }
  EXPECT_EQ(redditch, 585'000'00);
  EXPECT_EQ(cashable, 964'000'00);
}

TEST_F(RegionReportTest, CountsManchestersSavingsOnOneSide) {
  const test::SampleBundle sample("manchester");
  Fill([&sample](test::TableFiller* tables) {
    for (const auto& benefit : sample.Read<v1::Benefit>("benefits.csv")) tables->Put(benefit);
    for (const auto& share : sample.Read<v1::Share>("shares.csv")) tables->Put(share);
    for (const auto& one : sample.Read<v1::HandOver>("hand-overs.csv")) tables->Put(one);
  });
  v1::CalculateRegionTotalsRequest request;
  request.set_from_year("2008-09");
  request.set_to_year("2009-10");
  const auto totals = Told(sample.partnership(), request);
  ASSERT_THAT(totals.years(), SizeIs(2));
  EXPECT_EQ(totals.years(0).target().new_pence(), 13'182'000'00);
  EXPECT_EQ(totals.years(1).target().new_pence(), 21'600'000'00);
  EXPECT_EQ(totals.years(1).target().rolled_over_pence(), 0);
  EXPECT_EQ(totals.years(1).target().handed_over_pence(), 13'182'000'00);
}

TEST_F(RegionReportTest, HoldsBackSumsThatHoldWhatIsExempt) {
  Fill([](test::TableFiller* tables) {
    for (const char* id : {"open", "exempt"}) {
      v1::Benefit benefit;
      benefit.set_name(Concat("partnerships/p/benefits/", id));
      benefit.set_kind(v1::Benefit::KIND_CASHABLE);
      if (id[0] == 'e') benefit.set_marking(type::v1::MARKING_EXEMPT);
      tables->Put(benefit);
      for (const char* council : {"a", "b"}) {
        if (id[0] == 'e' && council[0] == 'a') continue;
        v1::Share share;
        share.set_name(Concat(benefit.name(), "/shares/", council));
        share.set_council(Concat("councils/", council));
        v1::ShareLine* line = share.add_lines();
        line->set_financial_year("2011-12");
        line->set_kind(v1::ShareLine::KIND_BUDGET);
        line->set_amount_pence(100);
        tables->Put(share);
      }
    }
  });
  const auto all = Told("partnerships/p", {});
  ASSERT_THAT(all.totals(), SizeIs(2));
  EXPECT_EQ(all.years(0).budget().stated_pence(), 300);
  const auto open = Told("partnerships/p", {}, true);
  ASSERT_THAT(open.totals(), SizeIs(1));
  EXPECT_EQ(open.totals(0).council(), "councils/a");
  EXPECT_THAT(open.years(), IsEmpty());
}

TEST_F(RegionReportTest, GoesThroughTheSharesOnce) {
  Fill([](test::TableFiller* tables) {
    for (const auto& [partnership, count] : {std::pair("few", 300), std::pair("more", 600)}) {
      for (int i = 0; i < count; ++i) {
        v1::Benefit benefit;
        benefit.set_name(Concat("partnerships/", partnership, "/benefits/b", 1000 + i));
        tables->Put(benefit);
        v1::Share share;
        share.set_name(Concat(benefit.name(), "/shares/s"));
        v1::ShareLine* line = share.add_lines();
        line->set_financial_year("2010-11");
        line->set_kind(v1::ShareLine::KIND_BUDGET);
        line->set_amount_pence(i);
        tables->Put(share);
      }
    }
  });
  ExpectGrowth("partnerships/few", "partnerships/more", 300, {5, 0},
               [](const Records& records) { return TellRegionTotals(records, {}).status(); });
}

}  // namespace
}  // namespace concordat::benefits
