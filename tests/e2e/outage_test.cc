// The database goes away and comes back: callers are told at once, the services
// recover by themselves, and nothing is lost or doubled.
#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "common/base/text.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;

constexpr char kPartnership[] = "/v1/partnerships/bromsgrove-redditch";
constexpr char kProjects[] = "/v1/partnerships/bromsgrove-redditch/projects";

class OutageTest : public ::testing::Test {
 protected:
  OutageTest() : house_(database_, {}) { house_.LoadBundle(); }

  test::HttpAnswer Create(const std::string& id) {
    return house_.Write(
        "POST", Concat(kProjects, "?projectId=", id, "&effectiveDate=2011-06-30"),
        R"({"title":"T","programme":"partnerships/bromsgrove-redditch/programmes/shared-services"})");
  }

  // Each service finds its database again by itself, a moment after the others.
  bool AllAnswer() {
    return std::ranges::all_of(std::array{"/projects", "/benefits", "/registers"},
                               [this](const char* collection) {
                                 return house_.Get(Concat(kPartnership, collection)).status == 200;
                               });
  }

  test::TestDatabase database_;
  test::SampleHouse house_;
};

TEST_F(OutageTest, IsToldAtOnceAndEndsByItself) {
  const json before = house_.Everything("2011-06-30");
  ASSERT_EQ(Create("acknowledged").status, 200);
  database_.Kill();
  for (int i = 0; i < 5; ++i) {
    const absl::Time begin = absl::Now();
    EXPECT_EQ(house_.Get(Concat(kProjects, "/hr-od")).status, 503);
    EXPECT_EQ(Create(Concat("refused-", i)).status, 503);
    EXPECT_LT(absl::Now() - begin, absl::Seconds(2));
    absl::SleepFor(absl::Seconds(2));
  }
  database_.Start();
  const absl::Time limit = absl::Now() + absl::Seconds(10);
  while (!AllAnswer() && absl::Now() < limit) absl::SleepFor(absl::Milliseconds(100));
  EXPECT_EQ(house_.Get(Concat(kProjects, "/acknowledged?asAt=2011-06-30")).status, 200);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(house_.Get(Concat(kProjects, "/refused-", i)).status, 404);
  }
  EXPECT_EQ(Create("acknowledged").status, 409);
  const test::HttpAnswer record = house_.Get(Concat(kProjects, "/acknowledged"));
  EXPECT_EQ(house_
                .Write("DELETE", Concat(kProjects, "/acknowledged?effectiveDate=2011-06-30"), "",
                       record.headers.at("etag"))
                .status,
            200);
  EXPECT_EQ(house_.Everything("2011-06-30"), before);
}

}  // namespace
}  // namespace concordat
