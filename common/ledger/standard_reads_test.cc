#include "common/ledger/standard_reads.h"

#include <gmock/gmock.h>

#include "common/base/errors.h"
#include "tests/support/resource_testing.h"

namespace concordat {
namespace {

using programme::v1::ListCouncilsRequest;
using programme::v1::ListCouncilsResponse;

class StandardMethodsTest : public test::CouncilsTest {
 protected:
  std::vector<std::string> ListIds(ListCouncilsRequest request) {
    std::vector<std::string> ids;
    for (;;) {
      auto page = Call<ListCouncilsResponse>("ListCouncils", request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return ids;
      for (const Council& council : page->councils()) {
        ids.push_back(std::string(ResourceType::IdOf(council.name())));
      }
      if (page->next_page_token().empty()) return ids;
      request.set_page_token(page->next_page_token());
    }
  }
};

TEST_F(StandardMethodsTest, WhatIsCreatedIsReadBackFromItsFirstDayOn) {
  auto created = Create("bury", "2011-06-30", "3.2");
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_EQ(created->name(), "councils/bury");
  EXPECT_EQ(created->etag(), "1");
  EXPECT_EQ(created->effective_from(), "2011-06-30");
  auto read = Get("bury", "2011-06-30");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->SerializeAsString(), created->SerializeAsString());
  EXPECT_TRUE(absl::IsNotFound(Get("bury", "2011-06-29").status()));
}

TEST_F(StandardMethodsTest, ANameIsGivenOnce) {
  ASSERT_TRUE(Create("bury", "2011-06-30").ok());
  EXPECT_TRUE(absl::IsAlreadyExists(Create("bury", "2011-06-30").status()));
}

TEST_F(StandardMethodsTest, AStaleEtagIsRefused) {
  ASSERT_TRUE(Create("bury", "2011-06-30").ok());
  ASSERT_TRUE(Update("bury", "2011-06-30", "source.section", "a", "1").ok());
  auto stale = Update("bury", "2011-06-30", "source.section", "b", "1");
  EXPECT_TRUE(absl::IsAborted(stale.status()));
  EXPECT_EQ(ReasonOf(stale.status()), "ETAG_MISMATCH");
}

TEST_F(StandardMethodsTest, WritingWhatIsHeldWritesNothing) {
  ASSERT_TRUE(Create("bury", "2011-06-30", "a").ok());
  auto same = Update("bury", "2011-07-10", "source.section", "a");
  ASSERT_TRUE(same.ok()) << same.status();
  EXPECT_EQ(same->etag(), "1");
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM changes"), 1);
}

TEST_F(StandardMethodsTest, ADeletedResourceIsKeptAndComesBack) {
  ASSERT_TRUE(Create("bury", "2011-06-01", "a").ok());
  ASSERT_TRUE(Delete("bury", "2011-06-20").ok());
  EXPECT_FALSE(Get("bury", "2011-06-19")->has_delete_time());
  EXPECT_TRUE(Get("bury", "2011-06-20")->has_delete_time());
  ListCouncilsRequest request;
  request.set_as_at("2011-06-20");
  EXPECT_THAT(ListIds(request), testing::IsEmpty());
  request.set_show_deleted(true);
  EXPECT_THAT(ListIds(request), testing::ElementsAre("bury"));
  ASSERT_TRUE(Undelete("bury", "2011-06-25").ok());
  EXPECT_TRUE(Get("bury", "2011-06-24")->has_delete_time());
  EXPECT_FALSE(Get("bury", "2011-06-25")->has_delete_time());
  EXPECT_EQ(Get("bury", "2011-06-25")->source().section(), "a");
}

TEST_F(StandardMethodsTest, WhatIsDeletedIsReferredToNoLonger) {
  ASSERT_TRUE(Create("bury", "2011-06-01").ok());
  programme::v1::CreateCouncilRequest request;
  request.set_council_id("bolton");
  FillRequired(request.mutable_council());
  request.mutable_council()->add_predecessors("councils/bury");
  request.set_effective_date("2011-06-01");
  request.set_validate_only(true);
  EXPECT_TRUE(Call<Council>("CreateCouncil", request).ok());
  ASSERT_TRUE(Delete("bury", "2011-06-20").ok());
  auto refused = Call<Council>("CreateCouncil", request);
  EXPECT_TRUE(absl::IsFailedPrecondition(refused.status())) << refused.status();
  ASSERT_TRUE(Undelete("bury", "2011-06-25").ok());
  EXPECT_TRUE(Call<Council>("CreateCouncil", request).ok());
}

TEST_F(StandardMethodsTest, ANameUsedAgainIsAnotherResource) {
  auto first = Create("bury", "2011-06-01", "a");
  ASSERT_TRUE(Delete("bury", "2011-06-10").ok());
  EXPECT_TRUE(absl::IsAlreadyExists(Create("bury", "2011-06-05", "b").status()));
  auto second = Create("bury", "2011-06-20", "b");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_NE(second->uid(), first->uid());
  EXPECT_EQ(Get("bury", "2011-06-05")->uid(), first->uid());
  EXPECT_TRUE(Get("bury", "2011-06-15")->has_delete_time());
  EXPECT_EQ(Get("bury", "2011-06-20")->uid(), second->uid());
  auto into_the_first = Update("bury", "2011-06-21", "effective_from", "2011-06-05");
  EXPECT_TRUE(absl::IsInvalidArgument(into_the_first.status())) << into_the_first.status();
}

TEST_F(StandardMethodsTest, AStartThatIsMovedShowsTheResourceFromThatDay) {
  ASSERT_TRUE(Create("bury", "2011-06-30", "a").ok());
  ASSERT_TRUE(Update("bury", "2011-06-30", "effective_from", "2011-06-15").ok());
  EXPECT_TRUE(absl::IsNotFound(Get("bury", "2011-06-14").status()));
  EXPECT_EQ(Get("bury", "2011-06-15")->source().section(), "a");
  EXPECT_EQ(Get("bury", "2011-06-30")->effective_from(), "2011-06-15");
}

TEST_F(StandardMethodsTest, ValidateOnlyStoresNothing) {
  programme::v1::CreateCouncilRequest request;
  request.set_council_id("bury");
  FillRequired(request.mutable_council());
  request.set_effective_date("2011-06-30");
  request.set_validate_only(true);
  auto checked = Call<Council>("CreateCouncil", request);
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_EQ(checked->name(), "councils/bury");
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM changes"), 0);
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM resource"), 0);
}

TEST_F(StandardMethodsTest, ARepeatedRequestGetsTheFirstAnswer) {
  programme::v1::CreateCouncilRequest request;
  FillRequired(request.mutable_council());
  request.set_effective_date("2011-06-30");
  request.set_request_id("once");
  auto first = Call<Council>("CreateCouncil", request);
  auto second = Call<Council>("CreateCouncil", request);
  ASSERT_TRUE(first.ok() && second.ok()) << first.status() << second.status();
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  request.set_effective_date("2011-06-29");
  EXPECT_EQ(ReasonOf(Call<Council>("CreateCouncil", request).status()), "IDEMPOTENCY_KEY_REUSED");
}

TEST_F(StandardMethodsTest, ADayInTheFutureIsRefused) {
  EXPECT_TRUE(absl::IsFailedPrecondition(Create("bury", "9000-01-01").status()));
  EXPECT_TRUE(absl::IsInvalidArgument(Create("bury", "2011-02-29").status()));
}

TEST_F(StandardMethodsTest, PagesMissNothingWhileRowsAreAdded) {
  for (const char* id : {"b", "d", "f", "h", "j"}) ASSERT_TRUE(Create(id, "2011-06-30").ok());
  ListCouncilsRequest request;
  request.set_page_size(2);
  auto page = Call<ListCouncilsResponse>("ListCouncils", request);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->councils_size(), 2);
  ASSERT_TRUE(Create("a", "2011-06-30").ok());
  ASSERT_TRUE(Create("e", "2011-06-30").ok());
  request.set_page_token(page->next_page_token());
  EXPECT_THAT(ListIds(request), testing::ElementsAre("e", "f", "h", "j"));
  request.set_filter("name = x");
  EXPECT_TRUE(
      absl::IsInvalidArgument(Call<ListCouncilsResponse>("ListCouncils", request).status()));
}

TEST_F(StandardMethodsTest, OrdersAndFiltersByAField) {
  ASSERT_TRUE(Create("a", "2011-06-30", "2").ok());
  ASSERT_TRUE(Create("b", "2011-06-30", "3").ok());
  ASSERT_TRUE(Create("c", "2011-06-30", "1").ok());
  ASSERT_TRUE(Create("d", "2011-06-30", "3").ok());
  ListCouncilsRequest request;
  request.set_page_size(1);
  request.set_order_by("source.section desc");
  EXPECT_THAT(ListIds(request), testing::ElementsAre("b", "d", "a", "c"));
  request.set_filter("source.section = 3 OR source.section = 1");
  EXPECT_THAT(ListIds(request), testing::ElementsAre("b", "d", "c"));
}

TEST_F(StandardMethodsTest, AnImpossiblePageIsRefused) {
  ListCouncilsRequest request;
  request.set_page_token("nonsense");
  EXPECT_TRUE(
      absl::IsInvalidArgument(Call<ListCouncilsResponse>("ListCouncils", request).status()));
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_TRUE(
      absl::IsInvalidArgument(Call<ListCouncilsResponse>("ListCouncils", request).status()));
}

}  // namespace
}  // namespace concordat
