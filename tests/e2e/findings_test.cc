// What the board paper contradicts, asked for at the front door: each service's
// own findings and those across services, with the same ids each time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "tests/support/house.h"
#include "tests/support/http_client.h"
#include "tests/support/places.h"

namespace concordat {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kFindings[] = "/v1/partnerships/bromsgrove-redditch/findings";

class FindingsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const test::TemporaryDirectory folder;
    test::Process load(
        {test::InSources("scripts/load-samples"), test::InSources("samples/bromsgrove-redditch"),
         Concat("http://127.0.0.1:", house_.http_port()),
         house_.keys().token("partnership-office")},
        {}, folder / "load.log");
    ASSERT_EQ(load.Wait(), 0) << load.log();
  }

  json Get(const std::string& target) {
    test::HttpRequest request;
    request.target = target;
    request.headers = test::WithToken(house_.keys().token("reader"));
    const test::HttpAnswer answer = test::Send(house_.http_port(), request);
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

  test::House house_;
};

TEST_F(FindingsTest, ComeFromAllServicesAndFromAcrossThem) {
  const std::vector<std::string> all = Summaries("asAt=2011-06-30");
  EXPECT_THAT(all, Contains(HasSubstr("£27,000 of £37,850 promised has not come about")));
  EXPECT_THAT(all, Contains(AllOf(HasSubstr("PROPERTY SERVICES is green"),
                                  HasSubstr("costs of £11,000 and £33,000"))));
  EXPECT_THAT(all, Contains(HasSubstr("PAYROLL went live on 1 April 2011, and £65,000")));
  EXPECT_THAT(all, Contains(HasSubstr("Risk 10 is scored 2")));
  EXPECT_THAT(all, Contains(HasSubstr("100 against a target of 60; lower is better")));
  EXPECT_THAT(all, Contains(HasSubstr("the end of the project is stated as June 2012")));
  EXPECT_THAT(all, Contains(HasSubstr("BEREAVEMENT SERVICES is red and has no highlight report")));
  EXPECT_THAT(all, Contains(HasSubstr("CLIMATE CHANGE is live, and the paper has no benefits")));
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

}  // namespace
}  // namespace concordat
