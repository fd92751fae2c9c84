#include "common/base/natural_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace concordat {
namespace {

using testing::ElementsAre;

TEST(NaturallyBefore, OrdersReferencesAsPeopleReadThem) {
  std::vector<std::string> references = {"10.", "B", "2.", "A", "1.", "14.", "2.1", "2.10", "2.9"};
  std::ranges::sort(references, NaturallyBefore);
  EXPECT_THAT(references, ElementsAre("1.", "2.", "2.1", "2.9", "2.10", "10.", "14.", "A", "B"));
}

TEST(NaturallyBefore, IsAStrictOrderAlsoWhereNumbersAreWrittenInTwoWays) {
  EXPECT_FALSE(NaturallyBefore("7", "7"));
  EXPECT_TRUE(NaturallyBefore("007", "7") != NaturallyBefore("7", "007"));
  EXPECT_TRUE(NaturallyBefore("9", "100000000000000000000000000000"));
  EXPECT_TRUE(NaturallyBefore("", "0"));
}

}  // namespace
}  // namespace concordat
