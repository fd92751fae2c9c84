#include "benefits-service/src/expression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "benefits-service/src/evaluator.h"
#include "common/base/text.h"
#include "tests/support/benefits_oracle.h"
#include "tests/support/status_matchers.h"

namespace concordat::benefits {
namespace {

using test::IsOk;

using ::testing::HasSubstr;

void AddFigure(const std::string& id, const std::string& amount, Facts* facts) {
  v1::StatedFigure& figure = facts->figures.emplace_back();
  figure.set_name("partnerships/p/statedFigures/" + id);
  figure.set_amount(amount);
  figure.set_unit(v1::StatedFigure::UNIT_NUMBER);
}

// A benefit with a council's budget and a joint actual, both of 2010-11.
void AddBenefit(const std::string& id, v1::Benefit::Kind kind, int64_t budget, int64_t actual,
                Facts* facts) {
  BenefitFacts& held = facts->benefits.emplace_back();
  held.benefit.set_name("partnerships/p/benefits/" + id);
  held.benefit.set_kind(kind);
  held.benefit.add_groups("Savings, shared");
  v1::Share& council = held.shares.emplace_back();
  council.set_council("councils/redditch");
  v1::ShareLine* line = council.add_lines();
  line->set_financial_year("2010-11");
  line->set_kind(v1::ShareLine::KIND_BUDGET);
  line->set_amount_pence(budget);
  v1::Share& joint = held.shares.emplace_back();
  line = joint.add_lines();
  line->set_financial_year("2010-11");
  line->set_kind(v1::ShareLine::KIND_ACTUAL);
  line->set_amount_pence(actual);
  line = joint.add_lines();
  line->set_financial_year("2010-11");
  line->set_kind(v1::ShareLine::KIND_TARGET);
  line->set_amount_pence(actual + 30'00);
}

Facts SomeFacts() {
  Facts facts;
  AddFigure("a", "176", &facts);
  AddFigure("b", "116", &facts);
  AddFigure("nought", "0", &facts);
  AddFigure("huge", "999999999999999", &facts);
  AddBenefit("payroll", v1::Benefit::KIND_CASHABLE, 65'00, 70'00, &facts);
  AddBenefit("web", v1::Benefit::KIND_NON_CASHABLE, 38'00, 38'00, &facts);
  v1::ExpectedResult& result = facts.results.emplace_back();
  result.set_name("partnerships/p/expectedResults/ict-3");
  result.set_live_service("partnerships/p/liveServices/ict");
  result.set_promised_pence(25'00);
  result.set_realised_pence(5'00);
  result.set_actual_cost_pence(9'00);
  return facts;
}

absl::StatusOr<Quantity> Evaluate(const Expression& expression, const Facts& facts) {
  AmountSums amounts;
  amounts.Name(expression);
  AddAmountsOf(facts, &amounts);
  return Evaluator(facts.figures, amounts).Value(expression);
}

// In millionths; the error as text where it fails.
std::string Value(const std::string& text) {
  const auto expression = ParseExpression(text);
  if (!expression.ok()) return Concat(ToStd(expression.status().message()));
  const auto value = Evaluate(*expression, SomeFacts());
  if (!value.ok()) return Concat(ToStd(value.status().message()));
  return FormatQuantity(*value, v1::StatedFigure::UNIT_NUMBER);
}

TEST(Evaluate, WorksOutEachFunction) {
  EXPECT_EQ(Value("sum(figure(a), figure(b))"), "292");
  EXPECT_EQ(Value("difference(figure(b), figure(a))"), "−60");
  EXPECT_EQ(Value("product(figure(a), figure(b))"), "20,416");
  EXPECT_EQ(Value("percentage(figure(a), sum(figure(a), figure(b)))"), "60.273972");
  EXPECT_EQ(Value("budget()"), "103");
  EXPECT_EQ(Value("difference(target(benefit=web), actual(benefit=web))"), "30");
  EXPECT_EQ(Value("actual(kind=cashable)"), "70");
  EXPECT_EQ(Value("budget(kind=non-cashable, council=redditch, year=2010-11)"), "38");
  EXPECT_EQ(Value("budget(council=councils/bromsgrove)"), "0");
  EXPECT_EQ(Value("count(group=\"Savings, shared\")"), "2");
  EXPECT_EQ(Value("promised(work=ict)"), "25");
  EXPECT_EQ(Value("realised(result=ict-3)"), "5");
  EXPECT_EQ(Value("actual_cost(result=ict-3)"), "9");
  EXPECT_EQ(Value(" difference ( actual() , budget ( ) ) "), "5");
}

TEST(Evaluate, SaysWhyItCannot) {
  EXPECT_THAT(Value("figure(none)"), HasSubstr("there is no figure \"none\""));
  EXPECT_THAT(Value("percentage(figure(a), figure(nought))"), HasSubstr("nought"));
  EXPECT_THAT(Value("product(figure(huge), figure(huge))"), HasSubstr("too large"));
}

TEST(Evaluate, CountsMonthsFromOneDateToAnother) {
  EXPECT_EQ(Value("months_between(2012-03, 2012-05)"), "2");
  EXPECT_EQ(Value("months_between(2012-05, 2012-03)"), "−2");
  EXPECT_EQ(Value("months_between( 2011-11 ,2013-01 )"), "14");
  EXPECT_EQ(Value("months_between(2012-03, 2012-03-31)"), "0") << "a month and a day: of months";
  EXPECT_EQ(Value("months_between(2012-03-31, 2012-05)"), "2");
  EXPECT_EQ(Value("sum(months_between(2012-03, 2012-05), figure(a))"), "178");
}

TEST(Evaluate, CountsWholeMonthsBetweenDays) {
  EXPECT_EQ(Value("months_between(2012-03-15, 2012-05-15)"), "2");
  EXPECT_EQ(Value("months_between(2012-03-15, 2012-05-14)"), "1");
  EXPECT_EQ(Value("months_between(2012-05-14, 2012-03-15)"), "−1");
  EXPECT_EQ(Value("months_between(2012-01-31, 2012-02-29)"), "1") << "the last day";
  EXPECT_EQ(Value("months_between(2012-01-31, 2012-02-28)"), "0");
  EXPECT_EQ(Value("months_between(2012-02-29, 2013-02-28)"), "12");
  EXPECT_EQ(Value("months_between(2012-03-15, 2012-03-15)"), "0");
}

TEST(ParseExpression, RefusesDatesThatLeaveTheMonthOpen) {
  EXPECT_THAT(Value("months_between(2012, 2012-05)"), HasSubstr("\"2012\" names no month, at"));
  EXPECT_THAT(Value("months_between(2012-13, 2012-05)"), HasSubstr("is not a date"));
  EXPECT_THAT(Value("months_between(2011-02-29, 2012-05)"), HasSubstr("no day 2011-02-29"));
  EXPECT_THAT(Value("months_between(2012-03)"), HasSubstr("two dates"));
  EXPECT_THAT(Value("months_between(2012-03, 2012-04, 2012-05)"), HasSubstr(") is expected"));
  EXPECT_THAT(Value("months_between(figure(a), 2012-05)"), HasSubstr("two dates"));
  EXPECT_THAT(Value("months_between()"), HasSubstr("a word is expected"));
}

TEST(ParseExpression, ErrorsNameThePlace) {
  EXPECT_THAT(Value("sum(figure(a)"), HasSubstr("at character 14"));
  EXPECT_THAT(Value("median(figure(a))"), HasSubstr("no function \"median\""));
  EXPECT_THAT(Value("sum()"), HasSubstr("at least one"));
  EXPECT_THAT(Value("difference(figure(a))"), HasSubstr("two arguments"));
  EXPECT_THAT(Value("figure(a, b)"), HasSubstr("one id"));
  EXPECT_THAT(Value("budget(colour=red)"), HasSubstr("no filter \"colour\""));
  EXPECT_THAT(Value("budget(kind=a, kind=b)"), HasSubstr("twice"));
  EXPECT_THAT(Value("figure(a) figure(b)"), HasSubstr("something follows"));
  EXPECT_THAT(Value("count(group=\"open)"), HasSubstr("quote"));
  EXPECT_THAT(Value(std::string(1'001, ' ')), HasSubstr("longer than"));
}

TEST(ParseExpression, BoundsItsDepth) {
  std::string deep = "figure(a)";
  for (int i = 0; i < 10; ++i) deep = "sum(" + deep + ")";
  EXPECT_EQ(Value(deep), "176");
  EXPECT_THAT(Value("sum(" + deep + ")"), HasSubstr("too deeply"));
}

TEST(ParseExpression, NeverFallsOverRandomText) {
  std::mt19937 random(20110630);
  const std::string pieces[] = {"sum(",
                                "figure(",
                                "budget(",
                                "kind=",
                                ")",
                                ",",
                                "a",
                                "\"",
                                " ",
                                "\xC2\xA3",
                                "=",
                                "count(",
                                "-",
                                std::string(1, '\0'),
                                "months_between(",
                                "2012-03",
                                "9998-12-31",
                                "1000-01-01"};
  const Facts facts = SomeFacts();
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int length = static_cast<int>(random() % 30); length > 0; --length) {
      text += pieces[random() % std::size(pieces)];
    }
    const auto expression = ParseExpression(text);
    if (expression.ok()) (void)Evaluate(*expression, facts);
  }
}

TEST(Evaluate, SumIsTheSumOfAnyFigures) {
  std::mt19937 random(1106);
  for (int round = 0; round < 500; ++round) {
    Facts facts;
    int64_t expected = 0;
    std::string arguments;
    for (int i = 0, count = 1 + static_cast<int>(random() % 20); i < count; ++i) {
      const int64_t amount = static_cast<int64_t>(random() % 2'000'001) - 1'000'000;
      expected += amount;
      AddFigure(Concat("f", i), Concat(amount), &facts);
      arguments += Concat(i > 0 ? ", " : "", "figure(f", i, ")");
    }
    const auto expression = ParseExpression("sum(" + arguments + ")");
    ASSERT_THAT(expression, IsOk());
    const auto value = Evaluate(*expression, facts);
    ASSERT_THAT(value, IsOk());
    EXPECT_EQ(*value, Quantity(expected) * kWhole);
  }
}

}  // namespace
}  // namespace concordat::benefits
