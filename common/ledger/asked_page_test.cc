#include "common/ledger/asked_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "concordat/ledger/v1/operation.pb.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;

constexpr PageBounds kBounds = {20, 100};

ledger::v1::ListOperationsRequest Ask(const std::string& parent, int size,
                                      const std::string& token = "") {
  ledger::v1::ListOperationsRequest request;
  request.set_parent(parent);
  request.set_page_size(size);
  request.set_page_token(token);
  return request;
}

TEST(AskedPageTest, HoldsWhatIsAskedForWithinBounds) {
  EXPECT_EQ(AskedPageOf(Ask("a", 0), kBounds)->size, 20);
  EXPECT_EQ(AskedPageOf(Ask("a", 7), kBounds)->size, 7);
  EXPECT_EQ(AskedPageOf(Ask("a", 101), kBounds)->size, 100);
  EXPECT_THAT(AskedPageOf(Ask("a", -1), kBounds),
              StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("page_size")));
}

TEST(AskedPageTest, GoesOnAfterThePageBeforeWhateverItsSize) {
  const auto first = AskedPageOf(Ask("a", 5), kBounds);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->after.after_name(), "");
  const auto next = AskedPageOf(Ask("a", 9, TokenAfterName(*first, "n")), kBounds);
  ASSERT_THAT(next, IsOk());
  EXPECT_EQ(next->after.after_name(), "n");
}

TEST(AskedPageTest, RefusesATokenOfAnotherQuestionAndWhatIsNone) {
  const auto first = AskedPageOf(Ask("a", 5), kBounds);
  ASSERT_THAT(first, IsOk());
  for (const std::string& token : {TokenAfterName(*first, "n"), std::string("?")}) {
    EXPECT_THAT(AskedPageOf(Ask("b", 5, token), kBounds),
                StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("page_token")));
  }
}

}  // namespace
}  // namespace concordat
