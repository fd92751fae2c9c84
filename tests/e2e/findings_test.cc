// What the board paper contradicts, asked for at the front door: each service's
// own findings and those across services, with the same ids each time.
#include <absl/strings/escaping.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "concordat/ledger/v1/page_token.pb.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr char kFindings[] = "/v1/partnerships/bromsgrove-redditch/findings";

class FindingsTest : public ::testing::Test {
 protected:
  void SetUp() override { house_.LoadBundle(); }

  json Get(const std::string& target) {
    const test::HttpAnswer answer = house_.Get(target);
    EXPECT_EQ(answer.status, 200) << target << ": " << answer.body;
    return answer.status == 200 ? json::parse(answer.body) : json::object();
  }

  // The findings of a query, all of its pages.
  std::vector<json> Find(const std::string& query) {
    std::vector<json> found;
    std::string token;
    do {
      const json page = Get(Concat(kFindings, "?", query, "&pageToken=", token));
      for (const json& finding : page.value("findings", json::array())) found.push_back(finding);
      token = page.value("nextPageToken", "");
    } while (!token.empty());
    return found;
  }

  std::vector<std::string> Summaries(const std::string& query) {
    std::vector<std::string> summaries;
    for (const json& finding : Find(query)) summaries.push_back(finding["summary"]);
    return summaries;
  }

  test::SampleHouse house_;
};

TEST_F(FindingsTest, ComeFromAllServicesAndFromAcrossThem) {
  const std::vector<std::string> all = Summaries("asAt=2011-06-30");
  EXPECT_THAT(all, Contains(HasSubstr("£27,000 of £37,850 promised has not come about")));
  EXPECT_THAT(all, Contains(AllOf(HasSubstr("PROPERTY SERVICES is green"),
                                  HasSubstr("costs of £11,000 and £33,000"))));
  EXPECT_THAT(all, Contains(HasSubstr("PAYROLL went live on 1 April 2011, and £65,000")));
  EXPECT_THAT(all, Contains(HasSubstr("Risk 10 is scored 2")));
  EXPECT_THAT(all, Contains(HasSubstr("100 against a target of 60, 40 above it; lower is better")));
  EXPECT_THAT(all, Contains(HasSubstr("the end of the project is stated as June 2012")));
  EXPECT_THAT(all, Contains(HasSubstr("BEREAVEMENT SERVICES is red and has no highlight report")));
  EXPECT_THAT(all, Contains(HasSubstr("CLIMATE CHANGE is live, and the paper has no benefits")));
}

TEST_F(FindingsTest, NameTheirWorkAndTheOneThatTheyRepeat) {
  const std::vector<json> all = Find("asAt=2011-06-30");
  std::map<std::string, json> by_id;
  for (const json& finding : all) by_id[finding["findingId"]] = finding;
  int promises = 0;
  for (const json& finding : all) {
    for (const json& work : finding.value("works", json::array())) {
      EXPECT_NE(work.value("title", ""), "") << finding;
    }
    if (finding.contains("repeats")) EXPECT_TRUE(by_id.contains(finding["repeats"])) << finding;
    if (finding["rule"] != "promise-not-realised") continue;
    ++promises;
    EXPECT_EQ(by_id[finding["repeats"]]["rule"], "green-but-benefits-unrealised");
    EXPECT_EQ(by_id[finding["repeats"]]["works"].size(), 1u);
  }
  EXPECT_EQ(promises, 4);
}

// True of what a rule works out itself, and of the date of a paper, which stands on it.
bool StandsNowhere(const json& fact) {
  const std::string label = fact["label"];
  return label.starts_with("computed as ") || label.starts_with("sum of likelihood") ||
         label.starts_with("current score, likelihood") || label == "date of the paper";
}

TEST_F(FindingsTest, TellWhatTheyRestOnAndWhereItStands) {
  int repeated = 0;
  for (const json& finding : Find("asAt=2011-06-30")) {
    repeated += finding.contains("repeats");
    EXPECT_TRUE(finding["summary"].get<std::string>().ends_with(".") ||
                finding["summary"].get<std::string>().ends_with(".\""))
        << finding;
    const json facts = finding.value("facts", json::array());
    EXPECT_THAT(facts, Not(IsEmpty())) << finding;
    for (const json& fact : facts) {
      const std::string section = fact.value("source", json::object()).value("section", "");
      EXPECT_TRUE(!section.empty() || StandsNowhere(fact)) << fact;
    }
  }
  EXPECT_GE(repeated, 12);
}

TEST_F(FindingsTest, OneCauseIsOneFindingWithWhatRepeatsItBelow) {
  std::map<std::string, int> first;
  for (const json& finding : Find("asAt=2011-06-30")) {
    if (!finding.contains("repeats")) ++first[finding["rule"]];
  }
  EXPECT_EQ(first["unit-not-printed"], 1) << "one table prints no unit";
  EXPECT_EQ(first["cost-above-expectation"], 1) << "one explanation";
  EXPECT_EQ(first["measure-without-figures"], 3) << "one for each service";
  EXPECT_EQ(first["promise-not-realised"], 0);
  EXPECT_EQ(first["highlight-report-missing"], 2) << "each project owes its own";
  EXPECT_EQ(first["date-already-past"], 3);
  EXPECT_EQ(first["stated-dates-differ"], 4);
}

TEST_F(FindingsTest, ASectionThatAnotherServiceAloneHoldsIsNotLeftOut) {
  EXPECT_THAT(Find("asAt=2011-06-30&rule=section-number-gap"), SizeIs(1));
  house_.Patch("/v1/partnerships/bromsgrove-redditch/statedFigures/s16-10-1-u-decide",
               {{"source",
                 {{"document",
                   "partnerships/bromsgrove-redditch/sourceDocuments/"
                   "shared-service-board-2011-06-30"},
                  {"section", "16.11"}}}},
               "2011-06-30");
  EXPECT_THAT(Find("asAt=2011-06-30&rule=section-number-gap"), IsEmpty());
  const json pack = Get("/v1/partnerships/bromsgrove-redditch:boardPack?asAt=2011-06-30");
  for (const json& finding : pack["findings"]) EXPECT_NE(finding["rule"], "section-number-gap");
}

TEST_F(FindingsTest, AreOfTheDayAsked) { EXPECT_THAT(Summaries("asAt=2011-01-01"), IsEmpty()); }

TEST_F(FindingsTest, AreNarrowedAndPagedInOneOrder) {
  const std::vector<json> all = Find("asAt=2011-06-30");
  EXPECT_EQ(Find("asAt=2011-06-30&pageSize=7"), all);
  EXPECT_THAT(Find("asAt=2011-06-30&rule=stated-dates-differ"), SizeIs(4));
  for (const json& finding : Find("asAt=2011-06-30&minimumSeverity=SEVERITY_ERROR")) {
    EXPECT_EQ(finding["severity"], "SEVERITY_ERROR");
  }
  ASSERT_FALSE(all.empty());
  const std::string id = all[0]["findingId"];
  EXPECT_EQ(Get(Concat(kFindings, "/", id, "?asAt=2011-06-30")), all[0]);
}

TEST_F(FindingsTest, LaterPagesAreOfTheSameMoment) {
  const json first = Get(Concat(kFindings, "?asAt=2011-06-30&pageSize=5"));
  const json all = Get(Concat(kFindings, "?asAt=2011-06-30"));
  house_.Patch("/v1/partnerships/bromsgrove-redditch/projects/hr-od",
               {{"reportedStatus", "RAG_RED"}}, "2011-06-30");
  EXPECT_NE(Get(Concat(kFindings, "?asAt=2011-06-30")), all) << "the first page is of now";
  std::vector<json> paged = first["findings"];
  std::string token = first["nextPageToken"];
  while (!token.empty()) {
    const json page = Get(Concat(kFindings, "?asAt=2011-06-30&pageSize=5&pageToken=", token));
    for (const json& finding : page["findings"]) paged.push_back(finding);
    token = page.value("nextPageToken", "");
  }
  EXPECT_EQ(json(paged), all["findings"]);
}

TEST_F(FindingsTest, APageTokenThatWasTamperedWithIsRefused) {
  const json first = Get(Concat(kFindings, "?asAt=2011-06-30&pageSize=5"));
  ledger::v1::PageToken token;
  std::string bytes;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(first["nextPageToken"].get<std::string>(), &bytes));
  ASSERT_TRUE(token.ParseFromString(bytes));
  for (const char* positions :
       {"", "programme=1:1\r\nauthorization=2", "other=1:1", "benefits=1:1"}) {
    token.set_positions(positions);
    const std::string forged = absl::WebSafeBase64Escape(token.SerializeAsString());
    EXPECT_EQ(
        house_.Get(Concat(kFindings, "?asAt=2011-06-30&pageSize=5&pageToken=", forged)).status, 400)
        << positions;
  }
  token.set_positions("programme=1:999999,benefits=1:999999,risk=1:999999");
  const std::string beyond = absl::WebSafeBase64Escape(token.SerializeAsString());
  EXPECT_EQ(house_.Get(Concat(kFindings, "?asAt=2011-06-30&pageSize=5&pageToken=", beyond)).status,
            200)
      << "beyond the newest there is nothing more";
}

}  // namespace
}  // namespace concordat
