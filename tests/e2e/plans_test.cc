// What AGMA's plans and Salford's actions contradict, found by rules in their samples and told
// at the front door; and the board pack in which the plans stand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "tests/support/browser.h"
#include "tests/support/http_client.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class PlansTest : public ::testing::Test {
 protected:
  json Get(const std::string& target) {
    const test::HttpAnswer answer = house_.Get(target);
    EXPECT_EQ(answer.status, 200) << target << ": " << answer.body;
    return answer.status == 200 ? json::parse(answer.body) : json::object();
  }

  std::vector<std::string> Summaries(const std::string& partnership, const std::string& day,
                                     const std::string& rule) {
    std::vector<std::string> summaries;
    const json page = Get(Concat("/v1/partnerships/", partnership, "/findings?asAt=", day,
                                 "&rule=", rule, "&pageSize=100"));
    for (const json& finding : page.value("findings", json::array())) {
      summaries.push_back(Concat(finding.value("possible", false) ? "possible: " : "",
                                 finding["summary"].get<std::string>()));
    }
    return summaries;
  }

  std::string Page(const std::string& target) {
    test::HttpRequest request;
    request.target = target;
    request.headers = {{"Authorization", Concat("Bearer ", house_.keys().token("reader"))},
                       {"Accept", "text/html"}};
    const test::HttpAnswer answer = test::Send(house_.http_port(), request);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.body;
  }

  test::SampleHouse house_;
};

// Each is held against the paper's table; the adjoining months of Collaborative Insurance are
// among none of them.
TEST_F(PlansTest, WhatAgmasStagesContradictIsFound) {
  house_.LoadBundle("agma");
  const auto of = [this](const char* rule) { return Summaries("agma", "2010-01-31", rule); };
  EXPECT_THAT(of("stage-ends-before-start"),
              UnorderedElementsAre(
                  "Adult Social Care: Stage 0 ends in March 2009, 8 months before it starts in"
                  " November 2009.",
                  "possible: Transactional Finance: Stage 1 may end in January 2010, before it"
                  " starts late in January 2010."));
  EXPECT_THAT(of("stage-starts-before-earlier-ends"),
              ElementsAre("IT: Stage 1 starts in December 2009, 1 month before Stage 0 ends late in"
                          " January 2010."));
  EXPECT_THAT(of("stage-start-not-moved"),
              ElementsAre("IT: Stage 0 was to end in October 2009 and now ends late in January"
                          " 2010; the start of Stage 1 in December 2009 was not moved with it."));
  EXPECT_THAT(of("stage-stalled"),
              ElementsAre("Transactional Finance: Stage 0 - pilot has stalled (closure of accounts"
                          " activity); it was to end in July 2009."));
  EXPECT_THAT(of("plan-without-new-date"), SizeIs(4));
  EXPECT_THAT(of("stage-outside-key"), SizeIs(4));
  EXPECT_THAT(
      of("planned-day-passed"),
      UnorderedElementsAre(HasSubstr("Workforce Development: Stage 0 was to end in December 2009"),
                           HasSubstr("was due on 21 January 2010"),
                           HasSubstr("was due by 22 January 2010")));
  EXPECT_THAT(of("dependency-too-early"), IsEmpty());
}

TEST_F(PlansTest, WhatSalfordsActionsContradictIsFound) {
  house_.LoadBundle("salford");
  const auto of = [this](const char* rule) { return Summaries("salford", "2009-04-01", rule); };
  EXPECT_THAT(
      of("cited-risk-without-score"),
      UnorderedElementsAre(HasSubstr(" risk J, "), HasSubstr(" risk K, "), HasSubstr(" risk L, ")));
  EXPECT_THAT(of("deadline-outside-plan"), testing::Not(IsEmpty()));
  EXPECT_THAT(of("continued-deadline-differs"), testing::Not(IsEmpty()));
}

TEST_F(PlansTest, AgmasPackHoldsItsPlans) {
  house_.LoadBundle("agma");
  const json pack = Get("/v1/partnerships/agma:boardPack?asAt=2010-01-31");
  EXPECT_THAT(pack["plans"]["stages"], SizeIs(27));
  EXPECT_EQ(pack["plans"]["counts"]["willNotBeMet"], 4);
  const std::string page = Page("/v1/partnerships/agma:boardPack?asAt=2010-01-31");
  for (const char* said :
       {"The end was moved from 31 July 2009 to 31 August 2009.", "31 days later",
        "Extended to March 2010", "60 to 120 days later", "£5,800,000"}) {
    EXPECT_THAT(page, HasSubstr(said));
  }
  for (const int width : {400, 768, 1100}) {
    const json measures = test::MeasurePage(page, width);
    EXPECT_THAT(measures["broken"], IsEmpty()) << width << ": " << measures["broken"];
    EXPECT_THAT(measures["wide"], IsEmpty()) << width << ": " << measures["wide"];
    EXPECT_LE(measures["width"], width);
  }
}

}  // namespace
}  // namespace concordat
