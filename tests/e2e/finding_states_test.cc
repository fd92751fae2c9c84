// What people make of findings, and what one board gets to see of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::Each;
using testing::Not;

constexpr char kDay[] = "2011-06-30";

class FindingStatesTest : public ::testing::Test {
 protected:
  void SetUp() override { house_.LoadBundle(); }

  json Findings(const std::string& query) {
    const test::HttpAnswer answer =
        house_.Get(Concat(test::kPartnership, "/findings?asAt=", kDay, query));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body);
  }
  json Only(const std::string& query) {
    const json findings = Findings(query).value("findings", json::array());
    EXPECT_EQ(findings.size(), 1u) << query;
    return findings.empty() ? json::object() : findings[0];
  }
  static json Scored(int score) {
    return {{"current", {{"likelihood", 1}, {"impact", 1}, {"statedScore", score}}}};
  }
  void Create(const std::string& collection, const std::string& id_field, const std::string& id,
              const json& record) {
    const test::HttpAnswer answer = house_.Write("POST",
                                                 Concat(test::kPartnership, "/", collection, "?",
                                                        id_field, "=", id, "&effectiveDate=", kDay),
                                                 record.dump());
    ASSERT_EQ(answer.status, 200) << answer.body;
  }

  test::SampleHouse house_;
};

TEST_F(FindingStatesTest, AnExplanationHoldsForTheFiguresItExplained) {
  const json finding = Only("&rule=risk-score-differs");
  EXPECT_EQ(finding["state"], "FINDING_STATE_OPEN");
  Create("explanations", "explanationId", finding["findingId"],
         {{"verdict", "VERDICT_EXPLAINED"},
          {"reason", "A slip of the pen in Appendix B."},
          {"givenBy", "Programme Manager"},
          {"figures", finding["figures"]},
          {"rule", finding["rule"]},
          {"summary", finding["summary"]}});
  const json explained = Only("&rule=risk-score-differs");
  EXPECT_EQ(explained["state"], "FINDING_STATE_EXPLAINED");
  EXPECT_EQ(explained["explainedAs"], "A slip of the pen in Appendix B.");
  EXPECT_THAT(Findings("&rule=risk-score-differs&state=FINDING_STATE_OPEN")["findings"],
              testing::IsEmpty());

  const std::string risk = explained["records"][0];
  house_.Patch(Concat("/v1/", risk), Scored(3), kDay);
  EXPECT_EQ(Only("&rule=risk-score-differs")["state"], "FINDING_STATE_OPEN");
  house_.Patch(Concat("/v1/", risk), Scored(1), kDay);
  EXPECT_EQ(Only("&state=FINDING_STATE_CLOSED")["findingId"], finding["findingId"]);
}

TEST_F(FindingStatesTest, ASuppressedRuleSaysWhatItKeepsBack) {
  const size_t before = Findings("&rule=highlight-report-missing")["findings"].size();
  ASSERT_GT(before, 0u);
  Create("ruleSuppressions", "ruleSuppressionId", "highlight-report-missing",
         {{"reason", "Reports are asked for when a light changes."},
          {"decidedBy", "Programme Manager"}});
  const json after = Findings("");
  for (const json& finding : after["findings"]) {
    EXPECT_NE(finding["rule"], "highlight-report-missing");
  }
  ASSERT_EQ(after["suppressedRules"].size(), 1u);
  EXPECT_EQ(after["suppressedRules"][0]["findings"], before);
  EXPECT_THAT(house_.Pack("asAt=2011-06-30"), testing::HasSubstr("asked for when a light changes"));
}

TEST_F(FindingStatesTest, ABoardSeesItsOwnScopeAlone) {
  Create("programmes", "programmeId", "money", {{"title", "Money"}});
  house_.Patch(Concat(test::kPartnership, "/liveServices/payroll"),
               {{"programme", "partnerships/bromsgrove-redditch/programmes/money"}}, kDay);
  Create("boards", "boardId", "money-board",
         {{"title", "Money Board"},
          {"programmes", {"partnerships/bromsgrove-redditch/programmes/money"}}});
  const std::string board = "partnerships/bromsgrove-redditch/boards/money-board";
  const json pack = json::parse(house_.Pack(Concat("asAt=", kDay, "&board=", board)));
  std::vector<std::string> works;
  for (const char* part : {"red", "amber", "changed", "rest"}) {
    for (const json& line : pack.value(part, json::array())) works.push_back(line["record"]);
  }
  EXPECT_THAT(works, testing::ElementsAre("partnerships/bromsgrove-redditch/liveServices/payroll"));
  EXPECT_FALSE(pack.contains("registers")) << "the register is of another programme";
  std::vector<std::string> lines;
  for (const json& row : pack.at("finances").at(0).at("rows")) {
    if (row["kind"] == "ROW_KIND_LINE") lines.push_back(row["label"]);
  }
  EXPECT_THAT(lines, testing::ElementsAre(testing::HasSubstr("Payroll")));
  std::vector<std::string> rules;
  for (const json& finding : pack.at("findings")) rules.push_back(finding["rule"]);
  EXPECT_THAT(rules, Contains("savings-before-go-live"));
  EXPECT_THAT(rules, Each(Not("risk-score-differs")));
}

}  // namespace
}  // namespace concordat
