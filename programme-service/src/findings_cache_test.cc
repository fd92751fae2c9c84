#include "programme-service/src/findings_cache.h"

#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "common/base/text.h"
#include "programme-service/src/findings_page.h"
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

// Findings whose order keys are in the order of their numbers.
AllFindings Many(int count, size_t bytes) {
  AllFindings all;
  for (int i = 0; i < count; ++i) {
    all.findings.push_back(Some(Concat("f-", 100 + i), bytes).findings.front());
  }
  return all;
}

bool IsAnyEnough(const KeptFindings&) { return true; }

absl::Time Soon() { return absl::Now() + absl::Seconds(30); }

class FindingsCacheTest : public testing::Test {
 protected:
  std::string Get(const std::string& key, size_t bytes = 10) {
    auto found = cache_.Get(key, {&IsAnyEnough, ""}, Soon(), [&]() -> absl::StatusOr<AllFindings> {
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

// Ten of 20,000 bytes are asked for one after the other; four fit into what is kept.
TEST_F(FindingsCacheTest, OfWhatIsTooLargeTheNextPagesAreKept) {
  std::string after;
  std::vector<std::string> pages;
  v1::ListFindingsRequest one;
  one.set_page_size(1);
  for (bool more = true; more;) {
    const auto goes_on = [&](const KeptFindings& kept) {
      return CutPage(kept, one, after).has_value();
    };
    auto found = cache_.Get("a", {goes_on, after}, Soon(), [&]() -> absl::StatusOr<AllFindings> {
      ++made_;
      return Many(10, 20'000);
    });
    ASSERT_THAT(found, IsOk());
    const auto page = CutPage(**found, one, after);
    ASSERT_TRUE(page.has_value());
    more = page->has_next;
    pages.push_back(page->response.findings(0).finding_id());
    after = OrderKey(page->response.findings(0));
  }
  EXPECT_EQ(pages.size(), 10u);
  EXPECT_TRUE(std::ranges::is_sorted(pages));
  EXPECT_EQ(std::ranges::adjacent_find(pages), pages.end());
  EXPECT_EQ(made_, 3) << "once for all that fits, not for each page";
}

TEST_F(FindingsCacheTest, WhatIsTooLargeTakesNoMoreThanIsKept) {
  const auto ask = [&](const std::string& key, int count) {
    EXPECT_THAT(cache_.Get(key, {&IsAnyEnough, ""}, Soon(),
                           [&]() -> absl::StatusOr<AllFindings> {
                             ++made_;
                             return Many(count, 20'000);
                           }),
                IsOk());
  };
  ask("small", 1);
  ask("large", 10);
  EXPECT_EQ(made_, 2);
  ask("large", 10);
  EXPECT_EQ(made_, 2) << "some of it is kept";
  ask("small", 1);
  EXPECT_EQ(made_, 3) << "and takes the place of others";
}

TEST_F(FindingsCacheTest, OthersWaitForWhatIsInWork) {
  absl::Notification begun, go_on;
  std::vector<std::jthread> askers;
  askers.emplace_back([&] {
    auto found = cache_.Get("a", {&IsAnyEnough, ""}, Soon(), [&]() -> absl::StatusOr<AllFindings> {
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
    (void)cache_.Get("a", {&IsAnyEnough, ""}, Soon(), [&]() -> absl::StatusOr<AllFindings> {
      begun.Notify();
      go_on.WaitForNotification();
      return Some("a");
    });
  });
  begun.WaitForNotification();
  const auto never = []() -> absl::StatusOr<AllFindings> { return Some("never"); };
  EXPECT_THAT(cache_.Get("a", {&IsAnyEnough, ""}, absl::Now() + absl::Milliseconds(20), never),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  std::stop_source gone;
  gone.request_stop();
  EXPECT_THAT(cache_.Get("a", {&IsAnyEnough, ""}, {Soon(), gone.get_token()}, never),
              StatusIs(absl::StatusCode::kCancelled));
  go_on.Notify();
}

TEST_F(FindingsCacheTest, AFailureIsNotKept) {
  const auto fail = []() -> absl::StatusOr<AllFindings> { return absl::UnavailableError("away"); };
  EXPECT_THAT(cache_.Get("a", {&IsAnyEnough, ""}, Soon(), fail),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(Get("a"), "a");
}

TEST_F(FindingsCacheTest, AThrowDoesNotKeepOthersWaiting) {
  const auto fall = []() -> absl::StatusOr<AllFindings> { throw std::bad_alloc(); };
  EXPECT_THROW((void)cache_.Get("a", {&IsAnyEnough, ""}, Soon(), fall), std::bad_alloc);
  EXPECT_EQ(Get("a"), "a");
}

}  // namespace
}  // namespace concordat::programme
