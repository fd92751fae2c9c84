// Figures that agree though they look as if they did not, and some that do not agree in other
// words and units than the sample's.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "benefits-service/src/findings.h"
#include "common/base/text.h"
#include "tests/support/benefits_oracle.h"

namespace concordat::benefits {
namespace {

using Texts = std::vector<std::string>;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <typename Record>
Record Parse(const std::string& text, const std::string& name) {
  Record record;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &record)) << text;
  record.set_name(name);
  return record;
}

// Each record is named by its place among those of its kind, from a.
template <typename Record>
std::vector<Record> ParseAll(const Texts& texts, const std::string& collection) {
  std::vector<Record> records;
  for (const std::string& text : texts) {
    const std::string id(1, static_cast<char>('a' + records.size()));
    records.push_back(Parse<Record>(text, "partnerships/p/" + collection + "/" + id));
  }
  return records;
}

struct Case {
  const char* what;
  Texts figures = {}, results = {};
  // Shares of one benefit.
  Texts shares = {};
  // A measure and its returns.
  std::string measure = {};
  Texts returns = {};
  Texts found = {};
};

Findings FindIn(const Case& one) {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  facts.figures = ParseAll<v1::StatedFigure>(one.figures, "statedFigures");
  facts.results = ParseAll<v1::ExpectedResult>(one.results, "expectedResults");
  if (!one.shares.empty()) {
    BenefitFacts& held = facts.benefits.emplace_back();
    held.benefit.set_name("partnerships/p/benefits/a");
    held.shares = ParseAll<v1::Share>(one.shares, "benefits/a/shares");
  }
  if (!one.measure.empty()) {
    MeasureFacts& held = facts.measures.emplace_back();
    held.measure = Parse<v1::Measure>(one.measure, "partnerships/p/measures/a");
    held.returns = ParseAll<v1::MeasureReturn>(one.returns, "measures/a/measureReturns");
  }
  return FindInBenefits(WithSums(facts));
}

Texts RulesOf(const Findings& findings) {
  Texts rules;
  for (const ledger::v1::Finding& finding : findings) rules.push_back(finding.rule());
  std::ranges::sort(rules);
  return rules;
}

std::string Same(const std::string& amount, const std::string& unit, const std::string& more = "") {
  return Concat("same_as: \"saving\" amount: \"", amount, "\" unit: UNIT_", unit, " ", more);
}

const std::string kOfA = R"(council: "councils/a" )";
const std::string kOfB = R"(council: "councils/b" )";
const std::string kIn1 = R"(source { section: "1" } )";
const std::string kIn2 = R"(source { section: "2" } )";

std::vector<Case> FiguresOfOneThing() {
  return {
      {.what = "millions and thousands",
       .figures = {Same("1.3", "MILLION_POUNDS"), Same("1300", "THOUSAND_POUNDS")},
       .found = {}},
      {.what = "pounds within a rounded figure",
       .figures = {Same("65500", "POUNDS"), Same("66", "THOUSAND_POUNDS")},
       .found = {}},
      {.what = "negative pounds that round away from nought",
       .figures = {Same("-65500", "POUNDS"), Same("-66", "THOUSAND_POUNDS")},
       .found = {}},
      {.what = "negative pounds that do not round so",
       .figures = {Same("-65501", "POUNDS"), Same("-65", "THOUSAND_POUNDS")},
       .found = {"figures-differ"}},
      {.what = "one with a minus",
       .figures = {Same("601", "THOUSAND_POUNDS"), Same("-601", "THOUSAND_POUNDS")},
       .found = {"figures-differ"}},
      {.what = "per cent with and without decimals",
       .figures = {Same("12.5", "PER_CENT"), Same("13", "PER_CENT")},
       .found = {}},
      {.what = "a sum and a share of it in per cent",
       .figures = {Same("5", "PER_CENT"), Same("5000", "POUNDS")},
       .found = {"figures-not-comparable"}},
      {.what = "a number that is a length of time elsewhere",
       .figures = {Same("3", "MONTHS"), Same("4", "NUMBER")},
       .found = {"figures-not-comparable"}},
      {.what = "figures of two councils",
       .figures = {Same("100", "POUNDS", kOfA + kIn1), Same("200", "POUNDS", kOfB + kIn2)},
       .found = {}},
      {.what = "figures of one council that differ, and one of another",
       .figures = {Same("100", "POUNDS", kOfA + kIn1), Same("120", "POUNDS", kOfA + kIn2),
                   Same("200", "POUNDS", kOfB + kIn2)},
       .found = {"figures-differ"}},
      {.what = "two councils that add up to all",
       .figures = {Same("100", "POUNDS", kOfA + kIn1), Same("200", "POUNDS", kOfB + kIn1),
                   Same("300", "POUNDS", kIn2)},
       .found = {}},
      {.what = "two councils that do not add up to all",
       .figures = {Same("100", "POUNDS", kOfA + kIn1), Same("200", "POUNDS", kOfB + kIn1),
                   Same("350", "POUNDS", kIn2)},
       .found = {"figures-differ"}},
      {.what = "one council beside all",
       .figures = {Same("100", "POUNDS", kOfA + kIn1), Same("300", "POUNDS", kIn2)},
       .found = {"figures-not-comparable"}},
      {.what = "a budget of one year that is the actual of another",
       .figures = {Same("1", "POUNDS", R"(kind: KIND_BUDGET financial_year: "2009-10")"),
                   Same("1", "POUNDS", R"(kind: KIND_ACTUAL financial_year: "2010-11")")},
       .found = {}},
  };
}

std::vector<Case> OddFiguresAndFormulas() {
  return {
      {.what = "what is no figure",
       .figures = {Same("about 5", "POUNDS"), Same("6", "POUNDS"), Same("", "POUNDS")},
       .found = {}},
      {.what = "as many digits as a figure has, and more",
       .figures = {Same("999999999999999", "MILLION_POUNDS"), Same("9999999999999999", "POUNDS")},
       .found = {}},
      {.what = "a figure that should equal itself",
       .figures = {R"x(amount: "1" unit: UNIT_POUNDS expression: "figure(a)")x"},
       .found = {}},
      {.what = "a share of nothing",
       .figures =
           {R"x(amount: "1" unit: UNIT_PER_CENT expression: "percentage(figure(b), figure(b))")x",
            R"(amount: "0" unit: UNIT_POUNDS)"},
       .found = {"stated-figure-unreadable"}},
      {.what = "a sum as printed",
       .figures =
           {R"x(amount: "2.6" unit: UNIT_MILLION_POUNDS expression: "sum(figure(b), figure(c))")x",
            R"(amount: "1.3" unit: UNIT_MILLION_POUNDS)",
            R"(amount: "1.31" unit: UNIT_MILLION_POUNDS)"},
       .found = {}},
      {.what = "a variance to the bad with a plus",
       .figures = {R"x(amount: "5" unit: UNIT_POUNDS polarity: POLARITY_LESS_IS_GOOD
                      expression: "difference(figure(b), figure(c))")x",
                   R"(amount: "8" unit: UNIT_POUNDS)", R"(amount: "3" unit: UNIT_POUNDS)",
                   R"x(amount: "5" unit: UNIT_POUNDS polarity: POLARITY_MORE_IS_GOOD
                      expression: "difference(figure(b), figure(c))")x"},
       .found = {}},
  };
}

std::string Return(const std::string& fields) {
  return Concat(R"(council: "councils/wigan" )", fields);
}

Case OfMeasure(const char* what, const std::string& direction, const std::string& fields,
               Texts found) {
  return {.what = what,
          .measure = Concat("title: \"Calls\" direction: DIRECTION_", direction),
          .returns = {Return(fields)},
          .found = std::move(found)};
}

std::vector<Case> Measures() {
  const Texts none, missed = {"measure-target-missed"}, unjudged = {"measure-cannot-be-judged"};
  return {
      OfMeasure("just its target", "LOWER_IS_BETTER", R"(target: "60" actual: "60.0")", none),
      OfMeasure("below nought", "LOWER_IS_BETTER", R"(target: "0" actual: "-5")", none),
      OfMeasure("a tenth short", "HIGHER_IS_BETTER", R"(target: "100" actual: "99.9")", missed),
      OfMeasure("no direction", "NOT_STATED", R"(target: "60" actual: "100")", unjudged),
      OfMeasure("figures in words", "INCREASE_TREND",
                R"(actual: "38.8" baseline_text: "63.1% for 2010")", none),
      OfMeasure("a range in words", "HIGHER_IS_BETTER",
                R"(actual: "38.8" target_text: "between 40-50")", none),
      OfMeasure("a year in words", "HIGHER_IS_BETTER",
                R"(actual: "38.8" target_text: "to be set in 2011/12")", unjudged),
      OfMeasure("a day in words", "HIGHER_IS_BETTER",
                R"(actual: "38.8" target_text: "by 15 June 2011, or on the 1st")", unjudged),
      OfMeasure("an indicator in words", "HIGHER_IS_BETTER",
                R"(actual: "38.8" target_text: "as NI185")", unjudged),
      OfMeasure("a target without a start", "INCREASE_TREND",
                R"(actual: "38.8" target: "40" target_text: "up")", unjudged),
      OfMeasure("a target of which nothing is told yet", "HIGHER_IS_BETTER",
                R"(target: "60" baseline: "50")", none),
      OfMeasure("a change alone", "LOWER_IS_BETTER", R"(change: "-60.7")", none),
      OfMeasure("a figure before", "LOWER_IS_BETTER", R"(actual: "6.4" baseline: "9.2")", none),
      OfMeasure("a figure before, and no direction", "NOT_STATED",
                R"(actual: "10" baseline: "208")", unjudged),
      OfMeasure("a target to be set", "HIGHER_IS_BETTER", R"(target_text: "to be set")",
                {"measure-without-figures"}),
  };
}

Case OfResult(const char* what, const std::string& fields, Texts found) {
  return {.what = what,
          .results = {Concat("expected: \"Less fuel\" ", fields)},
          .found = std::move(found)};
}

std::vector<Case> Results() {
  const Texts none, unanswered = {"result-without-actual"}, costlier = {"cost-above-expectation"},
                    unrealised = {"promise-not-realised"};
  return {
      OfResult("nothing", "", unanswered),
      OfResult("a dash", R"(actual: "–")", unanswered),
      OfResult("no verdict", "achievement: ACHIEVEMENT_NOT_STATED", unanswered),
      OfResult("a sum that came", "realised_pence: 0", none),
      OfResult("a cost that came", "actual_cost_pence: 5", none),
      OfResult("a verdict", "achievement: ACHIEVEMENT_ACHIEVED", none),
      OfResult("a commentary", R"(commentary: "Too early to report.")", none),
      OfResult("just what was promised", R"(actual: "x" promised_pence: 5 realised_pence: 5)",
               none),
      OfResult("more than promised", R"(actual: "x" promised_pence: 5 realised_pence: 9)", none),
      OfResult("a promise that no longer applies",
               R"(actual: "x" promised_percent: "5" achievement: ACHIEVEMENT_NO_LONGER_APPLIES)",
               none),
      OfResult("a promise in per cent that was not kept",
               R"(promised_percent: "5" achievement: ACHIEVEMENT_NOT_ACHIEVED)", unrealised),
      OfResult("a greater cost with a minus", R"(expected_cost_pence: -77 actual_cost_pence: -83)",
               costlier),
      OfResult("a smaller cost with a minus", R"(expected_cost_pence: -83 actual_cost_pence: -77)",
               none),
      OfResult("a cost that was expected to be none",
               R"(expected_cost_pence: 0 actual_cost_pence: 1)", costlier),
      OfResult("the cost that was expected", R"(expected_cost_pence: 5 actual_cost_pence: 5)",
               none),
  };
}

std::string Share(const std::string& council, const std::string& line) {
  return Concat("council: \"", council, "\" lines { financial_year: \"2010-11\" ", line, " }");
}

std::vector<Case> Shares() {
  const std::string budget = "kind: KIND_BUDGET amount_pence: 5";
  const std::string actual = R"(kind: KIND_ACTUAL amount_pence: 5 grade: GRADE_LEDGER )";
  return {
      {.what = "the same money of two councils",
       .shares = {Share("councils/a", budget), Share("councils/b", budget)},
       .found = {}},
      {.what = "a joint line of nothing",
       .shares = {Share("councils/a", budget), Share("", "kind: KIND_BUDGET")},
       .found = {}},
      {.what = "a joint budget beside a council's",
       .shares = {Share("councils/a", budget), Share("", budget)},
       .found = {"shares-counted-twice"}},
      {.what = "a joint forecast beside a council's budget",
       .shares = {Share("councils/a", budget), Share("", "kind: KIND_FORECAST amount_pence: 5")},
       .found = {}},
      {.what = "an actual of the day",
       .shares = {Share("", actual + R"(counted_to: "2011-06-30")")},
       .found = {}},
      {.what = "an actual of tomorrow",
       .shares = {Share("", actual + R"(counted_to: "2011-07-01")")},
       .found = {"actual-in-future"}},
  };
}

TEST(HostileFindings, OnlyWhatDoesNotAgreeIsFound) {
  for (const auto& cases :
       {FiguresOfOneThing(), OddFiguresAndFormulas(), Measures(), Results(), Shares()}) {
    for (const Case& one : cases) EXPECT_EQ(RulesOf(FindIn(one)), one.found) << one.what;
  }
}

Texts SummariesOf(const Case& one) {
  Texts summaries;
  for (const ledger::v1::Finding& finding : FindIn(one)) summaries.push_back(finding.summary());
  return summaries;
}

TEST(HostileFindings, WhatIsNotSaidIsNotMadeUp) {
  EXPECT_THAT(SummariesOf(OfResult("", R"(promised_pence: 500000 achievement:
                                    ACHIEVEMENT_NOT_ACHIEVED)",
                                   {})),
              ElementsAre("\"Less fuel\" was promised, and nothing of £5,000 is said to have been "
                          "achieved."));
  EXPECT_THAT(SummariesOf(OfMeasure("", "NOT_STATED", R"(target: "60" actual: "100")", {})),
              ElementsAre("Calls (wigan): 100 against a target of 60, 40 above it; nothing says "
                          "whether more or less is better."));
  EXPECT_THAT(SummariesOf(OfMeasure("", "INCREASE_TREND", R"(target: "40" actual: "38.8")", {})),
              ElementsAre("Calls (wigan): 38.8 against a target of 40, 1.2 below it; an upward "
                          "trend is asked for, and no baseline says from where."));
}

TEST(HostileFindings, TheGapIsSaid) {
  EXPECT_THAT(SummariesOf(OfResult("", "promised_pence: 500000 realised_pence: 100000", {})),
              ElementsAre("\"Less fuel\" was promised, and £1,000 came about, £4,000 less than the "
                          "£5,000."));
  EXPECT_THAT(SummariesOf({.what = "",
                           .figures = {Same("1.3", "MILLION_POUNDS"), Same("1500000", "POUNDS")}}),
              ElementsAre(HasSubstr("; £200,000 apart.")));
  EXPECT_THAT(SummariesOf({.what = "", .figures = {Same("3", "MONTHS"), Same("5", "MONTHS")}}),
              ElementsAre(HasSubstr("; 2 months apart.")));
}

TEST(HostileFindings, AFormulaMayStandOnAnyMeasure) {
  Facts facts;
  for (const char* work : {"a", "b"}) {
    v1::Measure& measure = facts.measures.emplace_back().measure;
    measure.set_name(Concat("partnerships/p/measures/", work));
    measure.set_live_service(Concat("partnerships/p/liveServices/", work));
    measure.set_commentary("Not applicable");
  }
  EXPECT_EQ(RulesOf(FindInBenefits(facts)), Texts(2, "measure-without-figures"));
  for (MeasureFacts& held : facts.measures) {
    held.measure.set_commentary("Calls fell after the new helpdesk opened.");
  }
  EXPECT_EQ(RulesOf(FindInBenefits(facts))[0], "commentary-repeated");
}

}  // namespace
}  // namespace concordat::benefits
