#include "common/ledger/meant.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "common/base/errors.h"
#include "common/resource/resource_index.h"
#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;

using programme::v1::CreateCouncilRequest;
using programme::v1::UpdateCouncilRequest;

std::vector<std::string> WrongFields(const absl::Status& status) {
  std::vector<std::string> fields;
  for (const FieldViolation& wrong : ViolationsOf(status)) fields.push_back(wrong.field);
  return fields;
}

class MeantTest : public test::CouncilsTest {
 protected:
  MeantPaths PathsOf(const UpdateCouncilRequest& request) {
    auto meant = PathsOfUpdate(type_, request, request.council());
    EXPECT_THAT(meant, IsOk());
    return meant.ok() ? *meant : MeantPaths();
  }
  // A creation of `bury` as the test fills it.
  absl::StatusOr<Council> CreateWith(CreateCouncilRequest request) {
    FillRequired(request.mutable_council());
    return Call<Council>("CreateCouncil", request);
  }
  std::vector<std::string> WrongInCreate(const CreateCouncilRequest& request) {
    return WrongFields(CreateWith(request).status());
  }

  const ResourceType& type_ = *FindLinkedType("concordat.dev/Council");
};

TEST_F(MeantTest, WithoutAMaskItIsWhatIsSetToTheLeaves) {
  UpdateCouncilRequest request;
  Council& council = *request.mutable_council();
  council.set_name("councils/bury");
  council.set_etag("1");
  council.set_title("Bury");
  council.mutable_source()->set_section("2");
  council.add_predecessors("councils/bolton");
  council.set_uid("u");
  council.mutable_create_time()->set_seconds(1);
  const MeantPaths meant = PathsOf(request);
  EXPECT_THAT(meant.paths,
              testing::UnorderedElementsAre("title", "source.section", "predecessors"));
  EXPECT_THAT(meant.repeated, ElementsAre("uid", "create_time"));
}

TEST_F(MeantTest, AMaskNamesFieldsThatThereAre) {
  UpdateCouncilRequest request;
  for (const char* path : {"bogus_time", "source.bogus_time", "title.x", "predecessors.x", "",
                           "create_time_", "source.", "source..section", ".", "bogusTime"}) {
    request.mutable_update_mask()->Clear();
    request.mutable_update_mask()->add_paths(path);
    EXPECT_THAT(WrongFields(PathsOfUpdate(type_, request, request.council()).status()),
                ElementsAre("update_mask"))
        << path;
  }
}

TEST_F(MeantTest, AStarIsAllThatACallerSets) {
  UpdateCouncilRequest request;
  request.mutable_update_mask()->add_paths("*");
  EXPECT_THAT(PathsOf(request).paths, testing::Contains("title"));
  EXPECT_THAT(PathsOf(request).paths, testing::Not(testing::Contains("effective_from")));
  request.mutable_council()->set_effective_from("2011-06-01");
  request.mutable_council()->set_uid("u");
  EXPECT_THAT(PathsOf(request).paths, testing::Contains("effective_from"));
  EXPECT_THAT(PathsOf(request).repeated, ElementsAre("uid"));
}

TEST_F(MeantTest, APartOfAMessageLeavesTheRest) {
  ASSERT_THAT(Create("bury", "2011-06-01", "a"), IsOk());
  ASSERT_THAT(Update("bury", "2011-06-01", "source.row", "7"), IsOk());
  UpdateCouncilRequest request;
  request.mutable_council()->set_name("councils/bury");
  request.mutable_council()->mutable_source()->set_section("b");
  request.set_effective_date("2011-06-01");
  auto changed = Call<Council>("UpdateCouncil", request);
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->source().section(), "b");
  EXPECT_EQ(changed->source().row(), "7");
  request.mutable_council()->mutable_source()->Clear();
  request.set_effective_date("");
  EXPECT_EQ(Call<Council>("UpdateCouncil", request)->etag(), changed->etag()) << "nothing is said";
}

TEST_F(MeantTest, WhatTheServiceSetsMayBeRepeatedAndNotChanged) {
  auto created = Create("bury", "2011-06-01", "a");
  ASSERT_THAT(created, IsOk());
  // As a client sends back what it read.
  UpdateCouncilRequest request;
  *request.mutable_council() = *created;
  request.mutable_council()->set_title("Bury Council");
  auto changed = Call<Council>("UpdateCouncil", request);
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->title(), "Bury Council");
  *request.mutable_council() = *changed;
  request.mutable_council()->set_uid("another");
  request.mutable_council()->mutable_delete_time()->set_seconds(1);
  request.mutable_council()->set_title("Written with it");
  EXPECT_THAT(WrongFields(Call<Council>("UpdateCouncil", request).status()),
              ElementsAre("council.uid", "council.delete_time"));
  EXPECT_EQ(Get("bury", "")->title(), "Bury Council");
  // The same for what a mask names: here that it is to be empty.
  request.clear_council();
  request.mutable_council()->set_name("councils/bury");
  request.mutable_update_mask()->add_paths("create_time");
  EXPECT_THAT(WrongFields(Call<Council>("UpdateCouncil", request).status()),
              ElementsAre("council.create_time"));
  request.mutable_council()->set_etag("999");
  EXPECT_THAT(Call<Council>("UpdateCouncil", request), StatusIs(absl::StatusCode::kAborted))
      << "what is stale is told first";
}

TEST_F(MeantTest, ANewRecordHasTheNameThatItSays) {
  CreateCouncilRequest request;
  request.mutable_council()->set_name("councils/bury");
  auto created = CreateWith(request);
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->name(), "councils/bury");
  request.set_council_id("bolton");
  EXPECT_THAT(WrongInCreate(request), ElementsAre("council.name"));
  request.mutable_council()->set_name("councils/bolton");
  EXPECT_EQ(CreateWith(request)->name(), "councils/bolton");
  request.clear_council_id();
  for (const char* name : {"bury", "councils/", "councils/Bury", "councils/a/b", "boards/a",
                           "partnerships/a/councils/b", "councils/-a", "/councils/a"}) {
    request.mutable_council()->set_name(name);
    EXPECT_THAT(WrongInCreate(request), ElementsAre("council.name")) << name;
  }
}

TEST_F(MeantTest, ANewRecordBeginsOnTheDayThatItSays) {
  CreateCouncilRequest request;
  request.set_council_id("bury");
  request.mutable_council()->set_effective_from("2011-06-30");
  request.set_effective_date("2011-07-01");
  EXPECT_THAT(WrongInCreate(request), ElementsAre("council.effective_from"));
  request.clear_effective_date();
  auto created = CreateWith(request);
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->effective_from(), "2011-06-30");
  EXPECT_THAT(Get("bury", "2011-06-30"), IsOk());
  EXPECT_THAT(Get("bury", "2011-06-29"), StatusIs(absl::StatusCode::kNotFound));
  request.set_council_id("bolton");
  request.set_effective_date("2011-06-30");
  EXPECT_THAT(CreateWith(request), IsOk());
  request.set_council_id("wigan");
  request.clear_effective_date();
  request.mutable_council()->set_effective_from("2999-01-01");
  EXPECT_THAT(CreateWith(request), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(WrongInCreate(request), ElementsAre("council.effective_from"));
}

TEST_F(MeantTest, ANewRecordSaysNothingThatTheServiceSets) {
  CreateCouncilRequest request;
  request.mutable_council()->set_uid("u");
  request.mutable_council()->set_etag("7");
  request.mutable_council()->mutable_update_time();
  EXPECT_THAT(WrongInCreate(request),
              ElementsAre("council.uid", "council.etag", "council.update_time"));
}

}  // namespace
}  // namespace concordat
