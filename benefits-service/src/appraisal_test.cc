#include "benefits-service/src/appraisal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "benefits-service/src/financial_year.h"
#include "common/base/errors.h"
#include "tests/support/status_matchers.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::int128 kRate = 3'500'000;
const absl::CivilDay kDay(2010, 6, 1);

int64_t PresentValueOf(const Flow& flow, absl::int128 rate = kRate) {
  const auto values = CumulativePresentValues(flow, rate);
  EXPECT_THAT(values, IsOk());
  return values.ok() ? static_cast<int64_t>(values->back()) : 0;
}

// HM Treasury, The Green Book (2003): discount factors at 3.5 per cent to four decimals.
TEST(PresentValue, IsThatOfTheGreenBooksDiscountFactors) {
  const std::vector<int64_t> factors = {10'000, 9'662, 9'335, 9'019, 8'714, 8'420,
                                        8'135,  7'860, 7'594, 7'337, 7'089};
  for (size_t year = 0; year < factors.size(); ++year) {
    Flow flow(year + 1, 0);
    flow[year] = 10'000;
    EXPECT_EQ(PresentValueOf(flow), factors[year]) << year;
  }
}

// HM Treasury, The Green Book (2003), its example of the choice between two options to reduce
// staff costs, in millions of pounds: A costs 10 and brings 2.5 in each of the four years that
// follow, a net present value of -0.82; B costs 5 and brings 1.5, 0.51.
TEST(PresentValue, IsThatOfTheGreenBooksExample) {
  const auto option = [](int64_t cost, int64_t benefit) {
    return PresentValueOf({-cost, benefit, benefit, benefit, benefit});
  };
  constexpr int64_t kMillion = 100'000'000;
  const int64_t a = option(10 * kMillion, 250'000'000), b = option(5 * kMillion, 150'000'000);
  EXPECT_EQ((a - kMillion / 200) / (kMillion / 100), -82);
  EXPECT_EQ((b + kMillion / 200) / (kMillion / 100), 51);
}

TEST(PresentValue, LeavesYearNoughtAsItIs) {
  EXPECT_EQ(PresentValueOf({12'345}), 12'345);
  EXPECT_EQ(PresentValueOf({0, 1'000}, 0), 1'000);
  EXPECT_THAT(*CumulativePresentValues({}, kRate), IsEmpty());
  EXPECT_EQ(PresentValueOf({1, -1}, 0), 0);
}

TEST(PresentValue, RefusesWhatItCannotHold) {
  constexpr int64_t kMost = 10'000'000'000'000;
  EXPECT_THAT(CumulativePresentValues({kMost}, kRate), IsOk());
  EXPECT_EQ(ReasonOf(CumulativePresentValues({kMost, 1}, kRate).status()), "AMOUNTS_TOO_LARGE");
  EXPECT_EQ(PresentValueOf({-kMost}), -kMost);
}

// Discounting one year after another is discounting all at once.
TEST(PresentValue, OfASumIsTheSumOfPresentValues) {
  Flow all(61, 0), one(61, 0), other(61, 0);
  for (int64_t i = 0; i < 61; ++i) {
    one[i] = i * 7'919 - 100'000;
    other[i] = 55'555 - i * i * 31;
    all[i] = one[i] + other[i];
  }
  EXPECT_NEAR(PresentValueOf(all), PresentValueOf(one) + PresentValueOf(other), 1);
}

ShareOutline Share(const std::string& council, bool is_cost,
                   const std::vector<std::pair<std::string, int64_t>>& forecasts,
                   v1::Benefit::Kind kind = v1::Benefit::KIND_CASHABLE) {
  ShareOutline share;
  share.council = council;
  share.benefit.set_kind(kind);
  share.benefit.set_is_cost(is_cost);
  for (const auto& [year, pence] : forecasts) {
    ShareYear& one = share.years.emplace_back();
    one.year = year;
    one.amounts.forecast = pence;
    one.kinds = 1 << v1::ShareLine::KIND_FORECAST;
  }
  return share;
}

v1::Appraisal AppraisalOf(const v1::AppraiseBenefitsRequest& request,
                          const std::vector<ShareOutline>& shares) {
  const auto terms = AppraisalTermsOf(request, kDay);
  EXPECT_THAT(terms, IsOk());
  if (!terms.ok()) return {};
  AppraisalMaker maker(*terms);
  for (const ShareOutline& share : shares) maker.Add(share);
  const auto appraisal = maker.Done();
  EXPECT_THAT(appraisal, IsOk());
  return appraisal.ok() ? *appraisal : v1::Appraisal();
}

std::vector<ShareOutline> Project() {
  return {Share("councils/a", true, {{"2010-11", -10'000'000}}),
          Share("councils/a", false, {{"2011-12", 6'000'000}}),
          Share("councils/b", false, {{"2012-13", 6'000'000}})};
}

// The worked example of docs/reference/appraisal.md: £100,000 now, £60,000 in each of two
// years; 57,971.01 + 56,010.64 = 113,981.66 to the penny.
TEST(Appraisal, WorksOutPresentValueRatioAndBreakEven) {
  const auto appraisal = AppraisalOf({}, Project());
  ASSERT_THAT(appraisal.years(), SizeIs(3));
  EXPECT_EQ(appraisal.years(1).present_pence(), 5'797'101);
  EXPECT_EQ(appraisal.benefits_present_pence(), 11'398'166);
  EXPECT_EQ(appraisal.costs_present_pence(), -10'000'000);
  EXPECT_EQ(appraisal.net_present_pence(), 1'398'166);
  EXPECT_EQ(appraisal.benefit_cost_permille(), 1'140);
  EXPECT_EQ(appraisal.break_even_year(), "2012-13");
  EXPECT_EQ(appraisal.discount_percent(), "3.5");
  ASSERT_THAT(appraisal.council_flows(), SizeIs(3));
  EXPECT_EQ(appraisal.council_flows(2).council(), "councils/b");
  EXPECT_EQ(appraisal.council_flows(2).net_pence(), 6'000'000);
}

TEST(Appraisal, AdjustsForOptimismByType) {
  v1::AppraiseBenefitsRequest request;
  v1::OptimismBias* bias = request.add_optimism_bias();
  bias->set_kind(v1::Benefit::KIND_CASHABLE);
  bias->set_is_cost(true);
  bias->set_percent("24");
  const auto appraisal = AppraisalOf(request, Project());
  EXPECT_EQ(appraisal.costs_present_pence(), -12'400'000);
  EXPECT_EQ(appraisal.benefits_present_pence(), 11'398'166);
  EXPECT_EQ(appraisal.break_even_year(), "");
}

TEST(Appraisal, PutsTheWidestSwingFirst) {
  v1::AppraiseBenefitsRequest request;
  const auto add = [&request](v1::SensitivityRange::Driver driver, const char* low,
                              const char* high) {
    v1::SensitivityRange* range = request.add_sensitivities();
    range->set_driver(driver);
    range->set_low(low);
    range->set_high(high);
  };
  add(v1::SensitivityRange::DRIVER_DISCOUNT_RATE, "1.5", "6");
  add(v1::SensitivityRange::DRIVER_COSTS, "-5", "10");
  add(v1::SensitivityRange::DRIVER_BENEFITS, "-20", "20");
  const auto appraisal = AppraisalOf(request, Project());
  ASSERT_THAT(appraisal.tornado(), SizeIs(3));
  const v1::TornadoRow& first = appraisal.tornado(0);
  EXPECT_EQ(first.range().driver(), v1::SensitivityRange::DRIVER_BENEFITS);
  EXPECT_EQ(first.low_pence(), -881'467);
  EXPECT_EQ(first.high_pence(), 3'677'799);
  EXPECT_EQ(first.swing_pence(), 4'559'266);
  EXPECT_TRUE(first.changes_sign());
  EXPECT_EQ(appraisal.tornado(1).range().driver(), v1::SensitivityRange::DRIVER_COSTS);
  EXPECT_EQ(appraisal.tornado(1).swing_pence(), 1'500'000);
  EXPECT_FALSE(appraisal.tornado(1).changes_sign());
}

TEST(Appraisal, CarriesWhatRecursToTheLastYearAsked) {
  ShareOutline share = Share("", false, {{"2009-10", 900}, {"2010-11", 1'000}});
  share.benefit.set_recurrence(v1::Benefit::RECURRENCE_RECURRING);
  v1::AppraiseBenefitsRequest request;
  request.set_base_year("2010-11");
  request.set_years(3);
  request.set_discount_percent("0");
  const auto appraisal = AppraisalOf(request, {share});
  EXPECT_EQ(appraisal.net_present_pence(), 3'000);
  EXPECT_EQ(appraisal.outside_pence(), 900);
  request.set_years(0);
  EXPECT_EQ(AppraisalOf(request, {share}).net_present_pence(), 1'000);
}

TEST(Appraisal, BearsNothing) {
  const auto appraisal = AppraisalOf({}, {});
  ASSERT_THAT(appraisal.years(), SizeIs(1));
  EXPECT_EQ(appraisal.net_present_pence(), 0);
  EXPECT_FALSE(appraisal.has_benefit_cost_permille());
  EXPECT_EQ(appraisal.break_even_year(), "2010-11");
}

std::string WrongField(const v1::AppraiseBenefitsRequest& request) {
  const auto terms = AppraisalTermsOf(request, kDay);
  const auto violations = ViolationsOf(terms.status());
  return violations.empty() ? "" : violations[0].field;
}

TEST(Appraisal, RefusesWhatCannotBeRight) {
  v1::AppraiseBenefitsRequest request;
  request.set_discount_percent("100.1");
  EXPECT_EQ(WrongField(request), "discount_percent");
  request.set_discount_percent("3.5");
  v1::SensitivityRange* range = request.add_sensitivities();
  range->set_driver(v1::SensitivityRange::DRIVER_COSTS);
  range->set_low("10");
  range->set_high("-10");
  EXPECT_EQ(WrongField(request), "sensitivities[0].high");
  range->set_low("-101");
  EXPECT_EQ(WrongField(request), "sensitivities[0].low");
  request.clear_sensitivities();
  request.add_optimism_bias()->set_percent("many");
  EXPECT_EQ(WrongField(request), "optimism_bias[0].percent");
}

}  // namespace
}  // namespace concordat::benefits
