#include "benefits-service/src/rounding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/support/status_matchers.h"

namespace concordat::benefits {
namespace {

using absl::int128;
using test::IsOk;

TEST(Rounding, HalvesGoAwayFromNought) {
  EXPECT_EQ(RoundedQuotient(5, 2), 3);
  EXPECT_EQ(RoundedQuotient(-5, 2), -3);
  EXPECT_EQ(RoundedQuotient(4, 3), 1);
  EXPECT_EQ(RoundedQuotient(-4, 3), -1);
  EXPECT_EQ(RoundedQuotient(5, 3), 2);
  EXPECT_EQ(RoundedQuotient(0, 7), 0);
  EXPECT_EQ(RoundedQuotient(int128(1) << 126, int128(1) << 126), 1);
  EXPECT_EQ(RoundedQuotient((int128(1) << 126) - 1, int128(1) << 126), 1);
}

TEST(Rounding, LosesNoPennyOverAMillionSplits) {
  std::mt19937_64 random(20'110'630);
  for (int i = 0; i < 1'000'000; ++i) {
    const auto amount = static_cast<int64_t>(random() % 2'000'000'000'001) - 1'000'000'000'000;
    std::vector<int128> weights(1 + random() % 8);
    int128 all = 0;
    for (int128& weight : weights) all += weight = int128(random() % 1'000'000);
    if (all == 0) weights[0] = all = 1;
    const auto parts = Split(amount, weights);
    int128 sum = 0;
    for (size_t part = 0; part < parts.size(); ++part) {
      sum += parts[part];
      // Within a penny of the exact part.
      const int128 apart = parts[part] * all - int128(amount) * weights[part];
      ASSERT_LE(apart < 0 ? -apart : apart, all) << i;
    }
    ASSERT_EQ(sum, amount) << i;
  }
}

TEST(Rounding, ReadsDecimalsExactly) {
  ASSERT_THAT(Millionths("3.5", 0, 100), IsOk());
  EXPECT_EQ(*Millionths("3.5", 0, 100), 3'500'000);
  EXPECT_EQ(*Millionths("-0.000001", -1, 1), -1);
  EXPECT_FALSE(Millionths("100.000001", 0, 100).ok());
  EXPECT_FALSE(Millionths("-0.1", 0, 100).ok());
  EXPECT_FALSE(Millionths("", 0, 100).ok());
  EXPECT_FALSE(Millionths("1e3", 0, 100).ok());
  EXPECT_FALSE(Millionths("0.0000001", 0, 100).ok());
}

}  // namespace
}  // namespace concordat::benefits
