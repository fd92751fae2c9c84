// One round of the board's cycle through the gateway: who may take which step, and a
// status worked out from what all three services keep.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "common/base/text.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;
using test::kPartnership;

constexpr char kWork[] = "partnerships/bromsgrove-redditch/projects/late";

class BoardCycleE2eTest : public ::testing::Test {
 protected:
  BoardCycleE2eTest() { house_.LoadBundle(); }

  test::HttpAnswer Post(const std::string& token, const std::string& target, const json& body) {
    test::HttpRequest request;
    request.method = "POST";
    request.target = target;
    request.headers["Authorization"] = "Bearer " + token;
    request.headers["Content-Type"] = "application/json";
    request.body = body.dump();
    return test::Send(house_.http_port(), request);
  }

  std::string Office() const { return house_.keys().token("partnership-office"); }
  std::string Of(const std::string& role, const std::string& council) const {
    return house_.keys().token(role, "bromsgrove-redditch", council);
  }

  json Made(const std::string& collection, const std::string& id, const json& record,
            const std::string& day = "2011-06-01") {
    std::string singular = collection.substr(collection.rfind('/') + 1);
    singular = singular == "matrices" ? "matrix" : singular.substr(0, singular.size() - 1);
    const test::HttpAnswer answer = house_.Write(
        "POST",
        Concat(kPartnership, "/", collection, "?", singular, "Id=", id, "&effectiveDate=", day),
        record.dump());
    EXPECT_EQ(answer.status, 200) << collection << " " << answer.body;
    return json::parse(answer.body);
  }

  // What the facts of one piece of work come to.
  json Challenge() {
    const test::HttpAnswer answer =
        house_.GetAs("partnership-office",
                     Concat(kPartnership, "/thresholdChallenges?asAt=2011-06-30&works=", kWork));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body).at("challenges").at(0);
  }

  static json FactOf(const json& challenge, const std::string& fact) {
    for (const json& row : challenge.at("facts")) {
      if (row.at("fact") == fact) return row;
    }
    return json();
  }

  test::SampleHouse house_;
};

TEST_F(BoardCycleE2eTest, CouncilsReturnWhatTheOfficeAccepts) {
  Made("reportingPeriods", "june",
       {{"title", "June"},
        {"firstDay", "2011-06-01"},
        {"lastDay", "2011-06-30"},
        {"returnsDue", "2011-07-08"}});
  const std::string period = Concat(kPartnership, "/reportingPeriods/june");
  const std::string editor = Of("council-editor", "bromsgrove");
  const std::string approver = Of("council-approver", "bromsgrove");
  EXPECT_EQ(Post(editor, period + ":open", json::object()).status, 403);
  ASSERT_EQ(Post(Office(), period + ":open", json::object()).status, 200);
  const std::string held = Concat(kPartnership, "/returns/june-bromsgrove");
  const std::string other = Concat(kPartnership, "/returns/june-redditch");
  EXPECT_EQ(Post(editor, other + ":prepare", {{"role", "Accountant"}}).status, 403);
  EXPECT_EQ(Post(editor, held + ":prepare", {{"role", "Accountant"}}).status, 200);
  EXPECT_EQ(Post(editor, held + ":sign", {{"role", "Section 151 officer"}}).status, 403);
  EXPECT_EQ(Post(Office(), held + ":sign", {{"role", "Section 151 officer"}}).status, 403);
  EXPECT_EQ(Post(approver, held + ":sign", {{"role", "Accountant"}}).status, 400);
  EXPECT_EQ(Post(approver, held + ":sign", {{"role", "Section 151 officer"}}).status, 200);
  EXPECT_EQ(Post(approver, held + ":accept", json::object()).status, 403);
  const json back = {{"reason", "May's figures"}, {"role", "Programme manager"}};
  EXPECT_EQ(Post(Office(), held + ":sendBack", back).status, 200);
  EXPECT_EQ(Post(editor, held + ":prepare", {{"role", "Accountant"}}).status, 200);
  EXPECT_EQ(Post(approver, held + ":sign", {{"role", "Section 151 officer"}}).status, 200);
  const test::HttpAnswer accepted = Post(Office(), held + ":accept", json::object());
  ASSERT_EQ(accepted.status, 200);
  EXPECT_EQ(json::parse(accepted.body).at("state"), "STATE_ACCEPTED");
  EXPECT_EQ(json::parse(accepted.body).at("sentBack").at(0).at("reason"), "May's figures");
  const json overdue = json::parse(
      house_.GetAs("partnership-office", Concat(kPartnership, "/returns:overdue")).body);
  ASSERT_EQ(overdue.at("overdueReturns").size(), 1);
  EXPECT_EQ(overdue.at("overdueReturns").at(0).at("overdue").at("name"),
            "partnerships/bromsgrove-redditch/returns/june-redditch");
  EXPECT_EQ(Post(Office(), period + ":freeze", json::object()).status, 200);
  EXPECT_EQ(Post(editor, other + ":prepare", {{"role", "Accountant"}}).status, 403);
  EXPECT_EQ(Post(Office(), other + ":prepare", {{"role", "Accountant"}}).status, 400);
  EXPECT_EQ(Post(Office(), period + ":publish", json::object()).status, 200);
}

TEST_F(BoardCycleE2eTest, HowManyCouncilsIsAQuestionWithADayAndABasis) {
  const auto number = [this](const std::string& query) {
    return house_.Get(Concat(kPartnership, ":councilNumber?", query));
  };
  EXPECT_EQ(json::parse(number("asAt=2011-06-30").body).at("number"), 2);
  EXPECT_EQ(number("asAt=2011-06-30&basis=subscribing").status, 404);
  Made("councilCounts", "districts",
       {{"kinds", {"DISTRICT"}},
        {"count", 24},
        {"basis", "subscribing"},
        {"asOf", {{"date", "2007"}}}});
  // Of the partnership by name is of the partnership; of some work is not.
  Made("councilCounts", "upper",
       {{"subject", "partnerships/bromsgrove-redditch"},
        {"kinds", {"UNITARY"}},
        {"count", 20},
        {"basis", "subscribing"}});
  Made("councilCounts", "of-work",
       {{"subject", "partnerships/bromsgrove-redditch/projects/hr-od"},
        {"count", 8},
        {"basis", "subscribing"}});
  const json counted = json::parse(number("asAt=2011-06-30&basis=subscribing").body);
  EXPECT_EQ(counted.at("number"), 44);
  EXPECT_EQ(counted.at("counts").at(0), "partnerships/bromsgrove-redditch/councilCounts/districts");
}

TEST_F(BoardCycleE2eTest, AStatusIsWorkedOutFromWhatAllServicesKeep) {
  Made("thresholdTables", "v1",
       {{"title", "Thresholds"},
        {"version", 1},
        {"inForce", "2011-06-01"},
        {"thresholds",
         {{{"fact", "FACT_SLIP_DAYS"}, {"amberFrom", 30}, {"redFrom", 90}},
          {{"fact", "FACT_BENEFITS_PERCENT_OF_PLAN"}, {"amberFrom", 90}, {"redFrom", 50}},
          {{"fact", "FACT_RISKS_ABOVE_APPETITE"}, {"amberFrom", 1}, {"redFrom", 2}},
          {{"fact", "FACT_OVERDUE_ACTIONS"}, {"amberFrom", 1}},
          {{"fact", "FACT_OPEN_ISSUES"}, {"amberFrom", 1}},
          {{"fact", "FACT_OVERDUE_MILESTONES"}, {"amberFrom", 1}}}}});
  Made("projects", "late",
       {{"title", "Late"},
        {"reportedStatus", "RAG_GREEN"},
        {"lifecycle", "IMPLEMENTATION"},
        {"baselineEnd", "2011-03-31"},
        {"currentEnd", "2011-05-15"}});
  Made("milestones", "m",
       {{"title", "Go live"}, {"project", kWork}, {"due", {{"date", "2011-05"}}}});
  const json level = {{{"rank", 1}, {"name", "Low"}}, {{"rank", 2}, {"name", "High"}}};
  const json matrix = Made("matrices", "two",
                           {{"title", "2 × 2"},
                            {"version", 1},
                            {"likelihoods", level},
                            {"impacts", level},
                            {"appetites", {{{"highestScore", 2}}}}});
  const json kept = Made("registers", "late",
                         {{"title", "Late"}, {"matrix", matrix.at("name")}, {"subject", kWork}});
  const json risk = Made("registers/late/risks", "r",
                         {{"title", "Slips on"},
                          {"matrix", matrix.at("name")},
                          {"current", {{"likelihood", 2}, {"impact", 2}}}});
  Made("registers/late/risks/r/treatments", "t",
       {{"kind", "ACTION"}, {"description", "Hire"}, {"deadline", "2011-05-31"}});
  Made("benefits", "late", {{"title", "Saves"}, {"kind", "CASHABLE"}, {"project", kWork}});
  Made("benefits/late/shares", "joint",
       {{"lines",
         {{{"financialYear", "2010-11"}, {"kind", "BUDGET"}, {"amountPence", "10000"}},
          {{"financialYear", "2010-11"},
           {"kind", "ACTUAL"},
           {"amountPence", "8000"},
           {"grade", "LEDGER"},
           {"countedTo", "2011-03-31"}},
          {{"financialYear", "2011-12"}, {"kind", "BUDGET"}, {"amountPence", "99999"}}}}});
  const json challenge = Challenge();
  SCOPED_TRACE(challenge.dump());
  EXPECT_EQ(FactOf(challenge, "FACT_SLIP_DAYS").value("value", -1), 45);
  EXPECT_EQ(FactOf(challenge, "FACT_BENEFITS_PERCENT_OF_PLAN").value("value", -1), 80);
  EXPECT_EQ(FactOf(challenge, "FACT_RISKS_ABOVE_APPETITE").value("value", -1), 1);
  EXPECT_EQ(FactOf(challenge, "FACT_OVERDUE_ACTIONS").value("value", -1), 1);
  EXPECT_EQ(FactOf(challenge, "FACT_OPEN_ISSUES").value("value", -1), 0);
  EXPECT_EQ(FactOf(challenge, "FACT_OVERDUE_MILESTONES").value("value", -1), 1);
  EXPECT_EQ(challenge.at("computed"), "RAG_AMBER");
  EXPECT_TRUE(challenge.at("differs"));
  EXPECT_EQ(challenge.at("reasons").size(), 5);
  // What does not answer is named; red could follow from it, and so nothing is computed.
  house_.Kill("risk-service");
  const json without = Challenge();
  const json missing = FactOf(without, "FACT_RISKS_ABOVE_APPETITE");
  EXPECT_FALSE(missing.contains("value"));
  EXPECT_TRUE(missing.at("missing").get<std::string>().starts_with("risk-service did not answer"));
  EXPECT_EQ(FactOf(without, "FACT_BENEFITS_PERCENT_OF_PLAN").value("value", -1), 80);
  EXPECT_FALSE(without.contains("computed"));
}

}  // namespace
}  // namespace concordat
