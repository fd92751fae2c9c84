// Who gets to see and change what, from the token to the answer.
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
using testing::ElementsAre;
using testing::HasSubstr;

class AccessTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* partnership : {"bromsgrove-redditch", "agma"}) {
      const test::HttpAnswer made =
          house_.Write("POST", Concat("/v1/partnerships?partnershipId=", partnership),
                       json({{"title", partnership}}).dump());
      ASSERT_EQ(made.status, 200) << made.body;
    }
  }

  test::HttpAnswer As(const std::string& token, const std::string& method,
                      const std::string& target, const std::string& body = "") {
    test::HttpRequest request;
    request.method = method;
    request.target = target;
    request.body = body;
    if (!token.empty()) request.headers = test::WithToken(token);
    if (!body.empty()) request.headers["Content-Type"] = "application/json";
    return test::Send(house_.http_port(), request);
  }

  test::SampleHouse house_;
};

TEST_F(AccessTest, OthersPartnershipsDoNotExist) {
  const std::string token = house_.keys().token("partnership-office", "agma");
  EXPECT_EQ(As(token, "GET", "/v1/partnerships/agma").status, 200);
  EXPECT_EQ(As(token, "GET", "/v1/partnerships/bromsgrove-redditch").status, 404);
  EXPECT_EQ(As(token, "GET", "/v1/partnerships/bromsgrove-redditch/projects").status, 404);
  EXPECT_EQ(As(token, "GET", "/v1/partnerships/bromsgrove-redditch:boardPack").status, 404);
  EXPECT_EQ(As(token, "GET", "/v1/partnerships/-/projects").status, 404);
  const json listed = json::parse(As(token, "GET", "/v1/partnerships?filter=title%3Aa").body);
  std::vector<std::string> names;
  for (const json& partnership : listed["partnerships"]) names.push_back(partnership["name"]);
  EXPECT_THAT(names, ElementsAre("partnerships/agma"));
}

TEST_F(AccessTest, WhatIsSeenMayNotAlwaysBeChanged) {
  const std::string project = R"({"title":"A project"})";
  const std::string target = "/v1/partnerships/agma/projects?projectId=a";
  EXPECT_EQ(As(house_.keys().token("reader"), "POST", target, project).status, 403);
  EXPECT_EQ(As(house_.keys().token("council-editor", "agma"), "POST", target, project).status, 403)
      << "for no council";
  const std::string editor = house_.keys().token("council-editor", "agma", "salford");
  EXPECT_EQ(As(editor, "POST", target, project).status, 200);
  EXPECT_EQ(As(editor, "POST", "/v1/councils?councilId=bury",
               R"({"name":"partnerships/agma/projects/a","title":"Bury","kind":"KIND_OTHER"})")
                .status,
            403)
      << "whatever the body says";
  EXPECT_EQ(As(editor, "POST", "/v1/partnerships?partnershipId=salford",
               R"({"name":"partnerships/agma","title":"Salford"})")
                .status,
            403);
  EXPECT_EQ(As(house_.keys().token("partnership-office", "agma"), "POST",
               "/v1/partnerships?partnershipId=salford", R"({"title":"Salford"})")
                .status,
            403)
      << "new partnerships are made by those who see all";
  EXPECT_EQ(As(house_.keys().token("partnership-office", "agma"), "POST",
               "/v1/councils?councilId=bury", R"({"title":"Bury","kind":"KIND_METROPOLITAN"})")
                .status,
            403)
      << "councils are of all partnerships";
}

// What another service keeps below a partnership keeps it from being deleted.
TEST_F(AccessTest, APartnershipIsNotDeletedOverWhatIsKeptElsewhere) {
  const std::string office = house_.keys().token("partnership-office");
  ASSERT_EQ(
      As(office, "POST", "/v1/partnerships?partnershipId=short", R"({"title":"Short"})").status,
      200);
  ASSERT_EQ(As(office, "POST", "/v1/partnerships/short/registers?registerId=r",
               R"({"title":"Register","kind":"REGISTER_KIND_CORPORATE"})")
                .status,
            200);
  const test::HttpAnswer refused = As(office, "DELETE", "/v1/partnerships/short?etag=1");
  EXPECT_EQ(refused.status, 400) << refused.body;
  EXPECT_THAT(refused.body,
              HasSubstr("partnerships/short still holds partnerships/short/registers/r"));
  ASSERT_EQ(As(office, "DELETE", "/v1/partnerships/short/registers/r?etag=1").status, 200);
  EXPECT_EQ(As(office, "DELETE", "/v1/partnerships/short?etag=1").status, 200);
}

TEST_F(AccessTest, NobodyWithoutATokenOfTheIdentityProvider) {
  EXPECT_EQ(As("", "GET", "/v1/partnerships/agma").status, 401);
  const test::TestKeys others;
  EXPECT_EQ(As(others.token("reader"), "GET", "/v1/partnerships/agma").status, 401);
}

}  // namespace
}  // namespace concordat
