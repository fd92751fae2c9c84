#include "gateway/src/backends/caller_limits.h"

#include <gtest/gtest.h>

#include <vector>

#include "common/base/errors.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::IsOk;

TEST(CallerLimitsTest, ACallerHasSoManyAndOthersTheirs) {
  CallerLimits limits({.calls = 2, .heavy_calls = 1});
  std::vector<CallerLimits::Slot> slots;
  for (int i = 0; i < 2; ++i) {
    auto slot = limits.Take("one", false);
    ASSERT_THAT(slot, IsOk());
    slots.push_back(*std::move(slot));
  }
  const absl::Status refused = limits.Take("one", false).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(refused), "TOO_MANY_CALLS");
  EXPECT_THAT(limits.Take("other", true), IsOk());
  slots.pop_back();
  EXPECT_THAT(limits.Take("one", false), IsOk()) << "one has ended";
}

TEST(CallerLimitsTest, FewOfThemAreHeavy) {
  CallerLimits limits({.calls = 3, .heavy_calls = 1});
  auto heavy = limits.Take("one", true);
  ASSERT_THAT(heavy, IsOk());
  EXPECT_EQ(limits.Take("one", true).status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(limits.Take("one", false), IsOk()) << "a quick one is let through";
  heavy->reset();
  EXPECT_THAT(limits.Take("one", true), IsOk());
}

}  // namespace
}  // namespace concordat::gateway
