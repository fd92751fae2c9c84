#include "programme-service/src/threshold_judgement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using absl::StatusCode;
using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;
using type::v1::Rag;
using type::v1::RAG_AMBER;
using type::v1::RAG_GREEN;
using type::v1::RAG_RED;
using type::v1::RAG_UNSPECIFIED;

v1::ThresholdTable TableOf(const std::vector<v1::Threshold>& rows) {
  v1::ThresholdTable table;
  table.set_title("Thresholds");
  table.set_version(2);
  for (const v1::Threshold& row : rows) *table.add_thresholds() = row;
  return table;
}

v1::Threshold Row(v1::Fact fact, std::optional<int> amber, std::optional<int> red) {
  v1::Threshold row;
  row.set_fact(fact);
  if (amber.has_value()) row.set_amber_from(*amber);
  if (red.has_value()) row.set_red_from(*red);
  return row;
}

v1::ThresholdChallenge Judge(const v1::ThresholdTable& table, Rag reported,
                             const KnownFacts& facts) {
  v1::ThresholdChallenge challenge;
  challenge.set_reported(reported);
  JudgeByThresholds(table, facts, &challenge);
  return challenge;
}

// Each cell of a table: below amber, at amber, between, at red, beyond.
TEST(Thresholds, EachCellOfATable) {
  struct Cell {
    v1::Fact fact;
    std::optional<int> amber, red;
    int value;
    Rag light;
  };
  const std::vector<Cell> cells = {
      {v1::FACT_SLIP_DAYS, 30, 90, 29, RAG_GREEN},
      {v1::FACT_SLIP_DAYS, 30, 90, 30, RAG_AMBER},
      {v1::FACT_SLIP_DAYS, 30, 90, 89, RAG_AMBER},
      {v1::FACT_SLIP_DAYS, 30, 90, 90, RAG_RED},
      {v1::FACT_SLIP_DAYS, 30, 90, -10, RAG_GREEN},
      {v1::FACT_BENEFITS_PERCENT_OF_PLAN, 90, 70, 91, RAG_GREEN},
      {v1::FACT_BENEFITS_PERCENT_OF_PLAN, 90, 70, 90, RAG_AMBER},
      {v1::FACT_BENEFITS_PERCENT_OF_PLAN, 90, 70, 71, RAG_AMBER},
      {v1::FACT_BENEFITS_PERCENT_OF_PLAN, 90, 70, 70, RAG_RED},
      {v1::FACT_BENEFITS_PERCENT_OF_PLAN, 90, 70, -5, RAG_RED},
      {v1::FACT_RISKS_ABOVE_APPETITE, 1, 3, 0, RAG_GREEN},
      {v1::FACT_RISKS_ABOVE_APPETITE, 1, 3, 2, RAG_AMBER},
      {v1::FACT_RISKS_ABOVE_APPETITE, 1, 3, 3, RAG_RED},
      {v1::FACT_OVERDUE_ACTIONS, 1, std::nullopt, 0, RAG_GREEN},
      {v1::FACT_OVERDUE_ACTIONS, 1, std::nullopt, 50, RAG_AMBER},
      {v1::FACT_OPEN_ISSUES, std::nullopt, 4, 3, RAG_GREEN},
      {v1::FACT_OPEN_ISSUES, std::nullopt, 4, 4, RAG_RED},
      {v1::FACT_OVERDUE_MILESTONES, 2, 2, 1, RAG_GREEN},
      {v1::FACT_OVERDUE_MILESTONES, 2, 2, 2, RAG_RED},
  };
  for (const Cell& cell : cells) {
    EXPECT_EQ(LightOf(Row(cell.fact, cell.amber, cell.red), cell.value), cell.light)
        << v1::Fact_Name(cell.fact) << " " << cell.value;
  }
}

TEST(Thresholds, TheGravestFactCounts) {
  const auto table = TableOf({Row(v1::FACT_SLIP_DAYS, 30, 90), Row(v1::FACT_OPEN_ISSUES, 1, 5)});
  const auto challenge =
      Judge(table, RAG_GREEN, {{v1::FACT_SLIP_DAYS, {120, ""}}, {v1::FACT_OPEN_ISSUES, {1, ""}}});
  EXPECT_EQ(challenge.computed(), RAG_RED);
  EXPECT_TRUE(challenge.differs());
  EXPECT_THAT(challenge.reasons(),
              ElementsAre("120 days of slip: red from 90 (Thresholds, version 2)."));
}

TEST(Thresholds, ReportedGraverThanTheFactsGiveDiffersToo) {
  const auto table = TableOf({Row(v1::FACT_SLIP_DAYS, 30, 90)});
  const auto challenge = Judge(table, RAG_RED, {{v1::FACT_SLIP_DAYS, {0, ""}}});
  EXPECT_TRUE(challenge.differs());
  EXPECT_THAT(challenge.reasons(), ElementsAre("0 days of slip: green (Thresholds, version 2)."));
}

// What is missing is not guessed: it is named, and nothing is computed that it could change.
TEST(Thresholds, AMissingFactIsNamed) {
  const auto table =
      TableOf({Row(v1::FACT_SLIP_DAYS, 30, 90), Row(v1::FACT_RISKS_ABOVE_APPETITE, 1, 3)});
  const KnownFacts amber = {{v1::FACT_SLIP_DAYS, {40, ""}},
                            {v1::FACT_RISKS_ABOVE_APPETITE, {std::nullopt, "no answer"}}};
  const auto unknown = Judge(table, RAG_GREEN, amber);
  EXPECT_EQ(unknown.computed(), RAG_UNSPECIFIED);
  EXPECT_FALSE(unknown.differs());
  EXPECT_EQ(unknown.facts(1).missing(), "no answer");
  // Red is red, whatever the other says.
  KnownFacts red = amber;
  red[v1::FACT_SLIP_DAYS].value = 100;
  EXPECT_EQ(Judge(table, RAG_GREEN, red).computed(), RAG_RED);
  EXPECT_EQ(Judge(table, RAG_GREEN, {}).computed(), RAG_UNSPECIFIED);
}

TEST(Thresholds, NothingReportedIsNotChallenged) {
  const auto table = TableOf({Row(v1::FACT_SLIP_DAYS, 30, 90)});
  const auto challenge = Judge(table, RAG_UNSPECIFIED, {{v1::FACT_SLIP_DAYS, {100, ""}}});
  EXPECT_EQ(challenge.computed(), RAG_RED);
  EXPECT_FALSE(challenge.differs());
}

TEST(ThresholdTables, RowsStandInTheirOrder) {
  const auto check = [](const v1::Threshold& row) {
    v1::ThresholdTable table = TableOf({row});
    return CheckThresholdTable(nullptr, &table);
  };
  EXPECT_THAT(check(Row(v1::FACT_SLIP_DAYS, 30, 90)), IsOk());
  EXPECT_THAT(check(Row(v1::FACT_SLIP_DAYS, 90, 30)), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(check(Row(v1::FACT_BENEFITS_PERCENT_OF_PLAN, 90, 70)), IsOk());
  EXPECT_THAT(check(Row(v1::FACT_BENEFITS_PERCENT_OF_PLAN, 70, 90)),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(check(Row(v1::FACT_SLIP_DAYS, std::nullopt, std::nullopt)),
              StatusIs(StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace concordat::programme
