// Rules on single records: lights of measures, promises, shares and figures.
#include <gtest/gtest.h>

#include <string>

#include "benefits-service/src/measure_judgement.h"
#include "benefits-service/src/promise_judgement.h"
#include "benefits-service/src/share_rules.h"
#include "benefits-service/src/stated_figure_rules.h"
#include "common/base/errors.h"
#include "common/resource/validate.h"
#include "tests/support/status_matchers.h"

namespace concordat::benefits {
namespace {

using test::IsOk;

type::v1::Rag Light(v1::Measure::Direction direction, const std::string& baseline,
                    const std::string& target, const std::string& actual) {
  v1::Measure measure;
  measure.set_direction(direction);
  v1::MeasureReturn given;
  given.set_baseline(baseline);
  given.set_target(target);
  given.set_actual(actual);
  return LightOf(measure, given);
}

TEST(LightOf, FollowsTheDirection) {
  EXPECT_EQ(Light(v1::Measure::DIRECTION_LOWER_IS_BETTER, "70", "60", "100"), type::v1::RAG_RED);
  EXPECT_EQ(Light(v1::Measure::DIRECTION_LOWER_IS_BETTER, "", "60", "60.0"), type::v1::RAG_GREEN);
  EXPECT_EQ(Light(v1::Measure::DIRECTION_HIGHER_IS_BETTER, "", "60", "59.9"), type::v1::RAG_RED);
  EXPECT_EQ(Light(v1::Measure::DIRECTION_INCREASE_TREND, "37.4", "", "44.7"), type::v1::RAG_GREEN);
  EXPECT_EQ(Light(v1::Measure::DIRECTION_INCREASE_TREND, "37.4", "", "37.4"), type::v1::RAG_RED);
}

TEST(LightOf, IsDarkWithoutAFigureOrADirection) {
  EXPECT_EQ(Light(v1::Measure::DIRECTION_INCREASE_TREND, "", "", "38.8"),
            type::v1::RAG_UNSPECIFIED);
  EXPECT_EQ(Light(v1::Measure::DIRECTION_LOWER_IS_BETTER, "", "60", ""), type::v1::RAG_UNSPECIFIED);
  EXPECT_EQ(Light(v1::Measure::DIRECTION_NOT_STATED, "", "60", "100"), type::v1::RAG_UNSPECIFIED);
}

TEST(IsUnrealised, OnlyOfWhatWasPromisedInFigures) {
  v1::ExpectedResult result;
  result.set_achievement(v1::ExpectedResult::ACHIEVEMENT_NOT_ACHIEVED);
  EXPECT_FALSE(IsUnrealised(result));
  result.set_promised_pence(200'000);
  EXPECT_TRUE(IsUnrealised(result));
  result.clear_achievement();
  EXPECT_FALSE(IsUnrealised(result)) << "nothing is said of what came about";
  result.set_realised_pence(199'999);
  EXPECT_TRUE(IsUnrealised(result));
  result.set_realised_pence(200'000);
  EXPECT_FALSE(IsUnrealised(result));
}

TEST(IsUnrealised, ACostWhereASavingWasPromisedIsToldOnce) {
  v1::ExpectedResult result;
  result.set_promised_percent("5");
  result.set_actual_cost_pence(3'300'000);
  EXPECT_TRUE(IsUnrealised(result));
  EXPECT_EQ(PenceThatCame(result), -3'300'000);
  result.set_expected_cost_pence(3'300'000);
  EXPECT_FALSE(IsUnrealised(result)) << "the cost was expected beside the saving";
}

TEST(IsUnrealised, ACostIsNoSavingInPerCent) {
  v1::ExpectedResult result;
  result.set_promised_percent("5");
  result.set_realised_pence(-1);
  EXPECT_TRUE(IsUnrealised(result));
  result.set_realised_pence(1);
  EXPECT_FALSE(IsUnrealised(result));
}

TEST(IsCostlier, NeedsBothFigures) {
  v1::ExpectedResult result;
  result.set_actual_cost_pence(83'000'00);
  EXPECT_FALSE(IsCostlier(result));
  result.set_expected_cost_pence(77'000'00);
  EXPECT_TRUE(IsCostlier(result));
  result.set_actual_cost_pence(77'000'00);
  EXPECT_FALSE(IsCostlier(result));
}

TEST(CheckShare, RefusesALineTwice) {
  v1::Share share;
  for (int i = 0; i < 2; ++i) {
    v1::ShareLine* line = share.add_lines();
    line->set_financial_year("2010-11");
    line->set_kind(v1::ShareLine::KIND_BUDGET);
  }
  const absl::Status status = CheckShare(nullptr, &share);
  ASSERT_EQ(ViolationsOf(status).size(), 1u);
  EXPECT_EQ(ViolationsOf(status)[0].field, "share.lines[1]");
  share.mutable_lines(1)->set_quarter(1);
  EXPECT_THAT(CheckShare(nullptr, &share), IsOk());
}

TEST(Amounts, AreNoLargerThanAnyCouncilHas) {
  constexpr int64_t kMost = 1'000'000'000'000;
  v1::Share share;
  v1::ShareLine* line = share.add_lines();
  line->set_financial_year("2010-11");
  line->set_kind(v1::ShareLine::KIND_BUDGET);
  v1::ExpectedResult result;
  result.set_expected("Something");
  for (const int64_t pence : {-kMost, kMost}) {
    line->set_amount_pence(pence);
    result.set_promised_pence(pence);
    result.set_realised_pence(pence);
    result.set_expected_cost_pence(pence);
    result.set_actual_cost_pence(pence);
    EXPECT_TRUE(FindViolations(share, "share").empty());
    EXPECT_TRUE(FindViolations(result, "result").empty());
    const int64_t beyond = pence < 0 ? pence - 1 : pence + 1;
    line->set_amount_pence(beyond);
    result.set_promised_pence(beyond);
    result.set_realised_pence(beyond);
    result.set_expected_cost_pence(beyond);
    result.set_actual_cost_pence(beyond);
    ASSERT_EQ(FindViolations(share, "share").size(), 1u);
    EXPECT_EQ(FindViolations(share, "share")[0].field, "share.lines[0].amount_pence");
    EXPECT_EQ(FindViolations(result, "result").size(), 4u);
  }
}

TEST(CheckStatedFigure, RefusesWhatCannotBeReadLater) {
  v1::StatedFigure figure;
  figure.set_amount("1,037");
  EXPECT_EQ(ViolationsOf(CheckStatedFigure(nullptr, &figure))[0].field, "stated_figure.amount");
  figure.set_amount("1037");
  EXPECT_THAT(CheckStatedFigure(nullptr, &figure), IsOk());
  figure.set_expression("sum(");
  EXPECT_EQ(ViolationsOf(CheckStatedFigure(nullptr, &figure))[0].field, "stated_figure.expression");
}

}  // namespace
}  // namespace concordat::benefits
