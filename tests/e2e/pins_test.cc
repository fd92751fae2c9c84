// Reads that wait for the feed, more of them than a service has workers, beside plain ones.
#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "common/base/text.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;

constexpr char kPartnership[] = "/v1/partnerships/north";
constexpr int kPins = 24;

class PinsTest : public testing::Test {
 protected:
  // Somebody else leads the sequencer, who does nothing; or nobody.
  void HoldSequencer(bool held) {
    house_.database().Run(Concat("UPDATE `", house_.schema("programme-service"),
                                 "`.lease SET holder = 'a test', fence = fence + 1, expires = ",
                                 held ? "9000000000000000000" : "0", " WHERE name = 'sequencer'"));
  }

  test::SampleHouse house_;
};

TEST_F(PinsTest, MorePinsThanWorkersHoldUpNobody) {
  const std::string body = json({{"title", "North"}}).dump();
  ASSERT_EQ(house_.Write("POST", "/v1/partnerships?partnershipId=north", body).status, 200);
  HoldSequencer(true);
  ASSERT_EQ(house_.Write("POST", "/v1/partnerships?partnershipId=south", body).status, 200);
  const std::string moment =
      absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::Now(), absl::UTCTimeZone());
  std::atomic<int> answered = 0, right = 0;
  std::vector<std::thread> pins;
  for (int i = 0; i < kPins; ++i) {
    pins.emplace_back([&] {
      right += house_.Get(Concat("/v1/partnerships/south?asKnownAt=", moment)).status == 200;
      ++answered;
    });
  }
  // Well before they give up, after 10 s.
  const absl::Time enough = absl::Now() + absl::Seconds(5);
  absl::Duration longest;
  for (int i = 0; i < 100 && absl::Now() < enough; ++i) {
    const absl::Time begin = absl::Now();
    EXPECT_EQ(house_.Get(kPartnership).status, 200);
    longest = std::max(longest, absl::Now() - begin);
  }
  EXPECT_EQ(answered, 0) << "what they wait for has not come";
  EXPECT_LT(longest, absl::Seconds(3));
  HoldSequencer(false);
  for (std::thread& pin : pins) pin.join();
  EXPECT_EQ(right, kPins);
}

}  // namespace
}  // namespace concordat
