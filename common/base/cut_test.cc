#include "common/base/cut.h"

#include <gtest/gtest.h>

namespace concordat {
namespace {

TEST(CutTo, KeepsCharactersWhole) {
  EXPECT_EQ(CutTo(4, "£££"), "££");
  EXPECT_EQ(CutTo(3, "£££"), "£");
  EXPECT_EQ(CutTo(1, "£££"), "");
  EXPECT_EQ(CutTo(5, "abc"), "abc");
  EXPECT_EQ(CutTo(3, "€"), "€");
  EXPECT_EQ(CutTo(2, "a\U0001F600"), "a");
  EXPECT_EQ(CutTo(0, "a"), "");
}

}  // namespace
}  // namespace concordat
