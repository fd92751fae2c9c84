// The board pack of the paper of June 2011: its figures, and how it answers to
// what is corrected, back-dated and moved afterwards.
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

constexpr char kProject[] = "partnerships/bromsgrove-redditch/projects/hr-od";

class BoardPackTest : public ::testing::Test {
 protected:
  void SetUp() override { house_.LoadBundle(); }

  std::string Pack(std::string_view day) { return house_.Pack(Concat("asAt=", day)); }
  json Parsed(std::string_view day) { return json::parse(Pack(day)); }

  // The pack of a day from what was known by a moment.
  std::string PackKnownAt(std::string_view day, absl::Time known) {
    return house_.Pack(Concat(
        "asAt=", day,
        "&asKnownAt=", absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", known, absl::UTCTimeZone())));
  }

  // The row of a sum of the financial table.
  static json Sum(const json& pack, const std::string& label) {
    for (const json& row : pack.at("finances").at(0).at("rows")) {
      if (row["label"] == label && row["kind"] != "ROW_KIND_HEADING") return row;
    }
    ADD_FAILURE() << "no sum " << label;
    return {};
  }

  // Bromsgrove, Redditch, budget, actual and variance, in thousands of pounds.
  static void ExpectSum(const json& pack, const std::string& label,
                        const std::vector<int>& figures) {
    const json row = Sum(pack, label);
    ASSERT_EQ(row.at("budgetPence").size(), 2u) << label;
    const std::vector<std::string> pence = {row["budgetPence"][0], row["budgetPence"][1],
                                            row["totalBudgetPence"], row["actualPence"],
                                            row["variancePence"]};
    for (size_t i = 0; i < figures.size(); ++i) {
      EXPECT_EQ(std::stoll(pence[i]), figures[i] * 100'000LL) << label << ", figure " << i;
    }
  }

  // The line of a project or service wherever in the pack it stands.
  static json Line(const json& pack, std::string_view record) {
    for (const char* part : {"red", "amber", "changed", "rest"}) {
      for (const json& line : pack.value(part, json::array())) {
        if (line["record"] == std::string(record)) return line;
      }
    }
    return {};
  }

  test::SampleHouse house_;
};

TEST_F(BoardPackTest, HasEverySumOfAppendixA) {
  const json pack = Parsed("2011-06-30");
  ExpectSum(pack, "Net Savings from single management team", {182, 148, 330, 403, 73});
  ExpectSum(pack, "Savings/ costs (-) from Other Shared Services", {268, 366, 634, 634, 0});
  ExpectSum(pack, "Overall position - cashable savings", {450, 514, 964, 1037, 73});
  ExpectSum(pack, "Non Cashable Savings", {71, 71, 142, 142, 0});
  ExpectSum(pack, "Overall position", {521, 585, 1106, 1179, 73});
}

TEST_F(BoardPackTest, HasTheRegisterWithBothTotals) {
  const json section = Parsed("2011-06-30").at("registers").at(0);
  EXPECT_EQ(section["statedTotal"], "84");
  EXPECT_EQ(section["computedTotal"], "83");
  EXPECT_EQ(section["risks"].size(), 14u);
  std::map<std::pair<int, int>, int> cells;
  for (const json& cell : section["heatMap"]) {
    cells[{cell["likelihood"], cell["impact"]}] = cell["count"];
  }
  const std::map<std::pair<int, int>, int> printed = {{{3, 4}, 1}, {{2, 4}, 2}, {{3, 3}, 2},
                                                      {{3, 2}, 2}, {{2, 3}, 2}, {{2, 2}, 1},
                                                      {{1, 3}, 2}, {{1, 2}, 1}, {{1, 1}, 1}};
  EXPECT_EQ(cells, printed);
}

TEST_F(BoardPackTest, HasTheFindingsOfThisPaper) {
  std::multiset<std::string> rules;
  const json pack = Parsed("2011-06-30");
  for (const json& finding : pack.at("findings")) rules.insert(finding["rule"].get<std::string>());
  for (const char* rule : {"risk-score-differs", "register-total-differs",
                           "variance-is-unspent-cost", "measure-target-missed"}) {
    EXPECT_EQ(rules.count(rule), 1u) << rule;
  }
  EXPECT_EQ(rules.count("green-but-benefits-unrealised"), 2u);
  // CCTV, procurement and the management team are each stated in more than one way.
  EXPECT_EQ(rules.count("figures-not-comparable"), 3u);
  EXPECT_THAT(pack["findings"].dump(),
              HasSubstr("The saving of CCTV & Lifeline is stated 3 ways: £256,831"));
}

TEST_F(BoardPackTest, IsTheSameBytesAgainAndEmptyBeforeAnythingBegan) {
  EXPECT_EQ(Pack("2011-06-30"), Pack("2011-06-30"));
  const json empty = Parsed("2011-01-01");
  for (const char* part :
       {"red", "amber", "changed", "rest", "finances", "registers", "findings"}) {
    EXPECT_FALSE(empty.contains(part)) << part;
  }
  EXPECT_EQ(empty["partnership"], "partnerships/bromsgrove-redditch");
  EXPECT_EQ(empty["title"], "Bromsgrove and Redditch Shared Services") << "as it is called since";
}

TEST_F(BoardPackTest, ATitleThatIsExemptIsInNoPublicPackOfADayBeforeIt) {
  house_.Patch(test::kPartnership, {{"marking", "MARKING_EXEMPT"}}, "2011-06-30");
  const std::string before = Concat(test::kPartnership, ":boardPack?asAt=2011-01-01");
  constexpr char kTitle[] = "Bromsgrove and Redditch";
  EXPECT_THAT(house_.GetAs("partnership-office", before).body, HasSubstr(kTitle));
  for (const char* role : {"reader", "partnership-office"}) {
    const auto answer = house_.GetAs(role, Concat(before, "&marking=MARKING_PUBLIC"));
    EXPECT_THAT(answer.body, Not(HasSubstr(kTitle))) << role << ": " << answer.body;
  }
}

TEST_F(BoardPackTest, ACorrectedBudgetChangesThatDayAndAllLater) {
  const std::string before = Pack("2011-06-30");
  const std::string day_before = Pack("2011-06-29");
  const std::string later = Pack("2011-09-30");
  const absl::Time known = absl::Now();
  house_.Patch(
      Concat(test::kPartnership, "/benefits/payroll/shares/bromsgrove"),
      {{"lines",
        {{{"financialYear", "2010-11"}, {"kind", "KIND_BUDGET"}, {"amountPence", "4900000"}}}}},
      "2011-06-30");
  ExpectSum(Parsed("2011-06-30"), "Overall position", {522, 585, 1107});
  ExpectSum(Parsed("2011-09-30"), "Overall position", {522, 585, 1107});
  EXPECT_EQ(Pack("2011-06-29"), day_before);
  EXPECT_EQ(PackKnownAt("2011-06-30", known), before);
  EXPECT_EQ(PackKnownAt("2011-09-30", known), later);
}

TEST_F(BoardPackTest, AChangedStatusChangesPacksFromItsDayOnly) {
  const std::string june = Pack("2011-06-30");
  const std::string before = Pack("2011-07-14");
  const std::string from = Pack("2011-07-15");
  const absl::Time known = absl::Now();
  house_.Patch(Concat("/v1/", kProject), {{"reportedStatus", "RAG_GREEN"}}, "2011-07-15");
  EXPECT_EQ(Pack("2011-06-30"), june);
  EXPECT_EQ(Pack("2011-07-14"), before);
  EXPECT_EQ(Line(Parsed("2011-07-15"), kProject)["reported"], "STATUS_GREEN");
  EXPECT_EQ(Line(Parsed("2011-12-31"), kProject)["reported"], "STATUS_GREEN");
  EXPECT_EQ(PackKnownAt("2011-07-15", known), from);
}

TEST_F(BoardPackTest, AMovedStartLetsAProjectAppearEarlierAndChangesNothingElse) {
  const std::string june = Pack("2011-06-30");
  const std::string start = Pack("2011-06-15");
  const std::string day_before = Pack("2011-06-14");
  const absl::Time known = absl::Now();
  EXPECT_TRUE(Line(json::parse(start), kProject).is_null());
  house_.Patch(Concat("/v1/", kProject), {{"effectiveFrom", "2011-06-15"}}, "");
  json now = Parsed("2011-06-15");
  EXPECT_EQ(Line(now, kProject)["reported"], "STATUS_AMBER");
  EXPECT_EQ(now["counts"], json({{"amber", 1}}));
  EXPECT_EQ(now["amber"].size(), 1u);
  for (const json& finding : now["findings"]) {
    EXPECT_EQ(finding["records"], json({kProject})) << finding["summary"];
  }
  // Whatever else is in the pack is as it was before.
  const json before = json::parse(start);
  for (const char* part : {"amber", "counts", "findings", "findingCounts"}) {
    EXPECT_FALSE(before.contains(part) && !before[part].empty()) << part;
    now.erase(part);
  }
  for (const auto& [part, content] : now.items()) EXPECT_EQ(content, before.value(part, json()));
  EXPECT_EQ(Pack("2011-06-30"), june);
  EXPECT_EQ(Pack("2011-06-14"), day_before);
  EXPECT_EQ(PackKnownAt("2011-06-15", known), start);
}

TEST_F(BoardPackTest, WhatWasAnsweredIsKnownAtOnce) {
  for (int i = 0; i < 20; ++i) {
    const std::string said = Concat("said ", i);
    house_.Patch(Concat("/v1/", kProject), {{"narrative", said}}, "2011-06-30");
    const absl::Time known = absl::Now();
    const std::string moment = absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", known, absl::UTCTimeZone());
    const json read = json::parse(house_.Get(Concat("/v1/", kProject, "?asKnownAt=", moment)).body);
    EXPECT_EQ(read.value("narrative", ""), said);
    if (i % 5 == 0) EXPECT_THAT(PackKnownAt("2011-06-30", known), HasSubstr(said));
  }
}

TEST_F(BoardPackTest, IsAPageForWhoeverAsksForOne) {
  const std::string page = house_.PackPage("asAt=2011-06-30");
  EXPECT_THAT(page, HasSubstr("1,106"));
  EXPECT_THAT(page, HasSubstr("1,179"));
}

}  // namespace
}  // namespace concordat
