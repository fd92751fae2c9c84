#include "common/peers/breaker.h"

#include <gtest/gtest.h>

namespace concordat {
namespace {

const absl::Time kThen = absl::FromUnixSeconds(1'300'000'000);

TEST(BreakerTest, AFailureKeepsCallersAwayForAWhile) {
  Breaker breaker;
  EXPECT_TRUE(breaker.Allows(kThen));
  breaker.Tell(absl::DeadlineExceededError("silent"), kThen);
  EXPECT_FALSE(breaker.Allows(kThen));
  EXPECT_FALSE(breaker.Allows(kThen + Breaker::kPause / 2));
}

TEST(BreakerTest, ThenOneTriesForAll) {
  Breaker breaker;
  breaker.Tell(absl::UnavailableError("away"), kThen);
  const absl::Time later = kThen + Breaker::kPause;
  EXPECT_TRUE(breaker.Allows(later));
  EXPECT_FALSE(breaker.Allows(later)) << "one is under way";
  breaker.Tell(absl::OkStatus(), later);
  EXPECT_TRUE(breaker.Allows(later));
  EXPECT_TRUE(breaker.Allows(later));
}

TEST(BreakerTest, OneThatWentAwayIsFollowedByAnother) {
  Breaker breaker;
  breaker.Tell(absl::UnavailableError("away"), kThen);
  EXPECT_TRUE(breaker.Allows(kThen + Breaker::kPause));
  breaker.Tell(absl::CancelledError("the client went away"), kThen + Breaker::kPause);
  EXPECT_TRUE(breaker.Allows(kThen + 2 * Breaker::kPause));
}

TEST(BreakerTest, AnErrorIsAnAnswer) {
  Breaker breaker;
  breaker.Tell(absl::PermissionDeniedError("no"), kThen);
  EXPECT_TRUE(breaker.Allows(kThen));
}

}  // namespace
}  // namespace concordat
