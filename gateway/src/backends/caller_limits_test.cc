#include "gateway/src/backends/caller_limits.h"

#include <gtest/gtest.h>

#include <vector>

#include "common/base/errors.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::IsOk;

TEST(CallerLimitsTest, ACallerHasSoManyAndOthersTheirs) {
  CallerQuota quota;
  CallerLimits limits({.calls = 2, .heavy_calls = 1});
  std::vector<CallerLimits::Slot> slots;
  for (int i = 0; i < 2; ++i) {
    auto slot = limits.Take("one", false, &quota);
    ASSERT_THAT(slot, IsOk());
    slots.push_back(*std::move(slot));
  }
  const absl::Status refused = limits.Take("one", false, &quota).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(refused), "TOO_MANY_CALLS");
  EXPECT_THAT(limits.Take("other", true, &quota), IsOk());
  slots.pop_back();
  EXPECT_THAT(limits.Take("one", false, &quota), IsOk()) << "one has ended";
}

// The limit that is come to first is the one that is told.
TEST(CallerLimitsTest, SaysWhatIsLeft) {
  CallerQuota quota;
  CallerLimits limits({.calls = 3, .heavy_calls = 2});
  const auto first = limits.Take("one", false, &quota);
  EXPECT_EQ(quota.policy(), "\"calls\";q=3;qu=\"concurrent-requests\"");
  EXPECT_EQ(quota.rest(), "\"calls\";r=2");
  const auto second = limits.Take("one", false, &quota);
  const auto third = limits.Take("one", true, &quota);
  EXPECT_EQ(quota.rest(), "\"calls\";r=0");
  EXPECT_EQ(ReasonOf(limits.Take("one", true, &quota).status()), "TOO_MANY_CALLS");
  EXPECT_EQ(quota.rest(), "\"calls\";r=0");
}

TEST(CallerLimitsTest, FewOfThemAreHeavy) {
  CallerQuota quota;
  CallerLimits limits({.calls = 3, .heavy_calls = 1});
  auto heavy = limits.Take("one", true, &quota);
  ASSERT_THAT(heavy, IsOk());
  EXPECT_EQ(quota.policy(), "\"heavy-calls\";q=1;qu=\"concurrent-requests\"");
  EXPECT_EQ(quota.rest(), "\"heavy-calls\";r=0");
  EXPECT_EQ(limits.Take("one", true, &quota).status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(limits.Take("one", false, &quota), IsOk()) << "a quick one is let through";
  heavy->reset();
  EXPECT_THAT(limits.Take("one", true, &quota), IsOk());
}

}  // namespace
}  // namespace concordat::gateway
