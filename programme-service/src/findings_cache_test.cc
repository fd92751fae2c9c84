#include "programme-service/src/findings_cache.h"

#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using test::StatusIs;

AllFindings Some(const std::string& id, size_t bytes = 10) {
  AllFindings all;
  all.findings.emplace_back().set_finding_id(id);
  all.findings.back().set_summary(std::string(bytes, 'x'));
  return all;
}

absl::Time Soon() { return absl::Now() + absl::Seconds(30); }

class FindingsCacheTest : public testing::Test {
 protected:
  std::string Get(const std::string& key, size_t bytes = 10) {
    auto found = cache_.Get(key, Soon(), [&]() -> absl::StatusOr<AllFindings> {
      ++made_;
      return Some(key, bytes);
    });
    EXPECT_THAT(found, IsOk());
    return (*found)->findings().at(0).Whole().finding_id();
  }

  std::atomic<int> made_ = 0;
  FindingsCache cache_{100'000};
};

TEST_F(FindingsCacheTest, WorksOutOnce) {
  EXPECT_EQ(Get("a"), "a");
  EXPECT_EQ(Get("a"), "a");
  EXPECT_EQ(Get("b"), "b");
  EXPECT_EQ(made_, 2);
}

TEST_F(FindingsCacheTest, ForgetsWhatWasAskedForLongestAgo) {
  Get("a", 40'000);
  Get("b", 40'000);
  Get("a", 40'000);
  Get("c", 40'000);
  EXPECT_EQ(made_, 3);
  Get("a", 40'000);
  EXPECT_EQ(made_, 3);
  Get("b", 40'000);
  EXPECT_EQ(made_, 4);
}

TEST_F(FindingsCacheTest, DoesNotKeepWhatIsTooLarge) {
  Get("a", 200'000);
  Get("a", 200'000);
  EXPECT_EQ(made_, 2);
}

TEST_F(FindingsCacheTest, OthersWaitForWhatIsInWork) {
  absl::Notification begun, go_on;
  std::vector<std::jthread> askers;
  askers.emplace_back([&] {
    auto found = cache_.Get("a", Soon(), [&]() -> absl::StatusOr<AllFindings> {
      ++made_;
      begun.Notify();
      go_on.WaitForNotification();
      return Some("a");
    });
    EXPECT_THAT(found, IsOk());
  });
  begun.WaitForNotification();
  for (int i = 0; i < 4; ++i) askers.emplace_back([&] { EXPECT_EQ(Get("a"), "a"); });
  EXPECT_EQ(Get("b"), "b") << "what is not in work waits for nobody";
  go_on.Notify();
  askers.clear();
  EXPECT_EQ(made_, 2);
}

TEST_F(FindingsCacheTest, NobodyWaitsBeyondItsLimits) {
  absl::Notification begun, go_on;
  const std::jthread asker([&] {
    (void)cache_.Get("a", Soon(), [&]() -> absl::StatusOr<AllFindings> {
      begun.Notify();
      go_on.WaitForNotification();
      return Some("a");
    });
  });
  begun.WaitForNotification();
  const auto never = []() -> absl::StatusOr<AllFindings> { return Some("never"); };
  EXPECT_THAT(cache_.Get("a", absl::Now() + absl::Milliseconds(20), never),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  std::stop_source gone;
  gone.request_stop();
  EXPECT_THAT(cache_.Get("a", {Soon(), gone.get_token()}, never),
              StatusIs(absl::StatusCode::kCancelled));
  go_on.Notify();
}

TEST_F(FindingsCacheTest, AFailureIsNotKept) {
  const auto fail = []() -> absl::StatusOr<AllFindings> { return absl::UnavailableError("away"); };
  EXPECT_THAT(cache_.Get("a", Soon(), fail), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(Get("a"), "a");
}

TEST_F(FindingsCacheTest, AThrowDoesNotKeepOthersWaiting) {
  const auto fall = []() -> absl::StatusOr<AllFindings> { throw std::bad_alloc(); };
  EXPECT_THROW((void)cache_.Get("a", Soon(), fall), std::bad_alloc);
  EXPECT_EQ(Get("a"), "a");
}

}  // namespace
}  // namespace concordat::programme
