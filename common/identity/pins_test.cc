#include "common/identity/pins.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;

TEST(ApplyPins, TakesTheOwnPositionOutOfAll) {
  Caller caller;
  ASSERT_THAT(ApplyPins("benefits=3,programme=12", "programme", &caller), IsOk());
  EXPECT_EQ(caller.pinned_position, 12);
  EXPECT_EQ(caller.pins, "benefits=3,programme=12");
  ASSERT_THAT(ApplyPins("", "programme", &caller), IsOk());
  EXPECT_FALSE(caller.pinned_position.has_value());
}

// What goes into a page token may come back as anything.
TEST(ApplyPins, PassesNothingElseOn) {
  Caller caller;
  for (const char* pins :
       {"programme", "programme=", "programme=-1", "programme=1x", "x=1", "\r\nauthorization=1",
        "programme=99999999999999999999", "=1", "programme=1,,other=2", "programme=1;risk=2"}) {
    EXPECT_THAT(ApplyPins(pins, "programme", &caller), StatusIs(absl::StatusCode::kInvalidArgument))
        << pins;
  }
  ASSERT_THAT(ApplyPins("programme= 7 ", "programme", &caller), IsOk());
  EXPECT_EQ(caller.pins, "programme=7") << "written anew";
}

}  // namespace
}  // namespace concordat
