#include "common/resource/resource_type.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/resource/resource_index.h"
#include "concordat/programme/v1/council.pb.h"
#include "concordat/programme/v1/council_service.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using testing::Not;

TEST(IsResourceId, TakesLowerCaseLettersDigitsAndInnerHyphens) {
  EXPECT_TRUE(IsResourceId("bromsgrove-redditch"));
  EXPECT_TRUE(IsResourceId("14"));
  for (const char* id : {"", "-a", "a-", "A", "a_b", "a/b", "a b", "a%", "é"}) {
    EXPECT_FALSE(IsResourceId(id)) << id;
  }
  EXPECT_TRUE(IsResourceId(std::string(63, 'a')));
  EXPECT_FALSE(IsResourceId(std::string(64, 'a')));
}

TEST(ResourceType, MatchesNamesOfItsPattern) {
  const ResourceType type = *ResourceType::FromDescriptor(programme::v1::Project::descriptor());
  EXPECT_EQ(type.table(), "project");
  EXPECT_TRUE(type.Matches("partnerships/agma/projects/it"));
  EXPECT_FALSE(type.Matches("partnerships/agma/projects/"));
  EXPECT_FALSE(type.Matches("partnerships/agma/projects/it/"));
  EXPECT_FALSE(type.Matches("partnerships/agma/boards/it"));
  EXPECT_FALSE(type.Matches("partnerships/-/projects/it"));
}

TEST(ResourceType, TakesNamesApart) {
  EXPECT_EQ(ResourceType::ParentOf("partnerships/agma/projects/it"), "partnerships/agma");
  EXPECT_EQ(ResourceType::ParentOf("councils/bury"), "");
  EXPECT_EQ(ResourceType::IdOf("councils/bury"), "bury");
  EXPECT_EQ(ResourceType::PartnershipOf("partnerships/agma/projects/it"), "agma");
  EXPECT_EQ(ResourceType::PartnershipOf("councils/bury"), "");
}

TEST(ResourceType, IsOnlyForResources) {
  EXPECT_THAT(ResourceType::FromDescriptor(programme::v1::GetCouncilRequest::descriptor()),
              Not(IsOk()));
}

TEST(ResourceIndex, KnowsEveryLinkedResource) {
  ASSERT_NE(FindLinkedType("concordat.dev/Council"), nullptr);
  EXPECT_EQ(FindLinkedType("concordat.dev/Nothing"), nullptr);
  const ResourceType* type = TypeOfName("councils/bury");
  ASSERT_NE(type, nullptr);
  EXPECT_EQ(type->type(), "concordat.dev/Council");
  EXPECT_EQ(TypeOfName("councils/bury/wards/1"), nullptr);
}

}  // namespace
}  // namespace concordat
