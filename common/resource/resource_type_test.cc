#include "common/resource/resource_type.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "common/base/text.h"
#include "common/resource/resource_index.h"
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

TEST(ResourceType, AListOfMessagesHasATableOfItsOwn) {
  const ResourceType type = *ResourceType::FromDescriptor(programme::v1::Project::descriptor());
  ASSERT_EQ(type.children().size(), 1u);
  const ChildTable& dates = type.children().front();
  EXPECT_EQ(dates.name, "project_stated_dates");
  EXPECT_EQ(dates.field, "stated_dates");
  const auto has = [](const std::vector<Column>& columns, std::string_view name, ColumnKind kind) {
    return std::ranges::any_of(
        columns, [&](const Column& column) { return column.name == name && column.kind == kind; });
  };
  EXPECT_TRUE(has(dates.columns, "date", ColumnKind::kPartialDate));
  EXPECT_TRUE(has(dates.columns, "source_document", ColumnKind::kText));
  EXPECT_TRUE(has(type.columns(), "tags", ColumnKind::kWire)) << "a list of scalars is a blob";
  EXPECT_TRUE(type.Keeps("stated_dates") && type.Keeps("source") && type.Keeps("source.row"));
  EXPECT_FALSE(type.Keeps("stated_dates.date") || type.Keeps("stated") || type.Keeps("uid"));
}

// What `Thing` with a list of `Part` is refused for.
std::string Refusal(const std::string& part, const std::string& thing = "") {
  google::protobuf::FileDescriptorProto file;
  const std::string text = Concat(
      "name: 'thing.proto' package: 'thing' syntax: 'proto3'"
      " dependency: 'google/api/resource.proto' message_type { name: 'Thing'"
      " options { [google.api.resource] { type: 't/Thing' pattern: 'things/{thing}' } }"
      " field { name: 'parts' number: 8 label: LABEL_REPEATED type: TYPE_MESSAGE"
      " type_name: '.thing.Part' } ",
      thing, "} message_type { name: 'Part' ", part, "}");
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &file));
  google::protobuf::DescriptorPool pool(google::protobuf::DescriptorPool::generated_pool());
  const auto* built = pool.BuildFile(file);
  EXPECT_NE(built, nullptr);
  const auto type = ResourceType::FromDescriptor(built->FindMessageTypeByName("Thing"));
  return std::string(ToStd(type.status().message()));
}

TEST(ResourceType, ListsThatNoTableCanHoldAreRefusedByName) {
  const std::string text = " label: LABEL_OPTIONAL type: TYPE_STRING } ";
  EXPECT_EQ(Refusal("field { name: 'name' number: 1" + text), "");
  EXPECT_EQ(Refusal("field { name: 'ordinal' number: 1" + text),
            "thing.Part.ordinal: has the name of a key column of its table");
  EXPECT_EQ(Refusal("field { name: 'more' number: 1 label: LABEL_REPEATED type: TYPE_MESSAGE"
                    " type_name: '.thing.Part' }"),
            "thing.Part.more: is a list of messages within another");
  EXPECT_EQ(Refusal(""), "thing.Thing.parts: its elements have no fields");
  EXPECT_EQ(Refusal("field { name: 'self' number: 1 label: LABEL_OPTIONAL type: TYPE_MESSAGE"
                    " type_name: '.thing.Part' }"),
            "thing.Part.self: is nested too deeply for columns");
  EXPECT_EQ(Refusal("field { name: 'name' number: 1" + text,
                    "field { name: 'tags' number: 9 label: LABEL_REPEATED type: TYPE_MESSAGE"
                    " type_name: '.thing.Thing.TagsEntry' } nested_type { name: 'TagsEntry'"
                    " options { map_entry: true } field { name: 'key' number: 1" +
                        text + "field { name: 'value' number: 2" + text + "}"),
            "thing.Thing.tags: a map has no order; use a list of messages");
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
