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
  ASSERT_THAT(ApplyPins("benefits=2:3,programme=1:12", "programme", &caller), IsOk());
  EXPECT_EQ(caller.pinned_position, 12);
  EXPECT_EQ(caller.pinned_epoch, 1);
  EXPECT_EQ(caller.pins, "benefits=2:3,programme=1:12");
  ASSERT_THAT(ApplyPins("", "programme", &caller), IsOk());
  EXPECT_FALSE(caller.pinned_position.has_value() || caller.pinned_epoch.has_value());
}

// What goes into a page token may come back as anything.
TEST(ApplyPins, PassesNothingElseOn) {
  Caller caller;
  for (const char* pins : {"programme", "programme=", "programme=1", "programme=1:", "programme=:1",
                           "programme=0:1", "programme=1:-1", "programme=1:1x", "programme=1:1:1",
                           "x=1:1", "\r\nauthorization=1:1", "programme=1:99999999999999999999",
                           "=1:1", "programme=1:1,,other=2:1", "programme=1:1;risk=1:2"}) {
    EXPECT_THAT(ApplyPins(pins, "programme", &caller), StatusIs(absl::StatusCode::kInvalidArgument))
        << pins;
  }
  ASSERT_THAT(ApplyPins("programme= 1: 7 ", "programme", &caller), IsOk());
  EXPECT_EQ(caller.pins, "programme=1:7") << "written anew";
}

}  // namespace
}  // namespace concordat
