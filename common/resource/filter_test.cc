#include "common/resource/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "common/base/text.h"
#include "concordat/programme/v1/project.pb.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr char kName[] = "(t.`name` = ? AND OCTET_LENGTH(t.`name`) = ?)";

class FilterTest : public testing::Test {
 protected:
  ResourceType type_ = *ResourceType::FromDescriptor(programme::v1::Project::descriptor());

  std::string Sql(std::string_view filter) {
    auto compiled = CompileFilter(type_, filter);
    return compiled.ok() ? compiled->condition : "";
  }
  std::string Error(std::string_view filter) {
    auto compiled = CompileFilter(type_, filter);
    return compiled.ok() ? "" : std::string(ToStd(compiled.status().message()));
  }
};

TEST_F(FilterTest, BindsEveryValue) {
  auto compiled = CompileFilter(type_, "source.section = \"x' OR 1=1\"");
  ASSERT_THAT(compiled, IsOk());
  EXPECT_EQ(compiled->condition,
            "((t.`source_section` = ? AND OCTET_LENGTH(t.`source_section`) = ?))");
  EXPECT_EQ(compiled->values, (SqlValues{std::string("x' OR 1=1"), int64_t{9}}));
}

TEST_F(FilterTest, OrBindsMoreTightlyThanAnd) {
  EXPECT_EQ(Sql("name = a AND name = b OR name = c"),
            Concat("(", kName, ") AND (", kName, " OR ", kName, ")"));
}

TEST_F(FilterTest, TakesNotMinusAndParentheses) {
  EXPECT_EQ(Sql("NOT name = a"), Concat("(NOT (", kName, "))"));
  EXPECT_EQ(Sql("-(name = a AND name = b)"), Concat("(NOT ((", kName, ") AND (", kName, ")))"));
}

TEST_F(FilterTest, FindsTextWhateverItsCase) {
  EXPECT_EQ(Sql("source.row:\"100%\""), "(LOCATE(LOWER(?), LOWER(t.`source_row`)) > 0)");
}

TEST_F(FilterTest, TakesEnumsByName) {
  auto compiled = CompileFilter(type_, "marking = MARKING_EXEMPT");
  ASSERT_THAT(compiled, IsOk());
  EXPECT_EQ(compiled->values, SqlValues{SqlValue(int64_t{2})});
  EXPECT_NE(Error("marking = EXEMPTED"), "");
}

TEST_F(FilterTest, SaysWhatIsWrong) {
  EXPECT_NE(Error("colour = red"), "");
  EXPECT_NE(Error("name ="), "");
  EXPECT_NE(Error("name = \"open"), "");
  EXPECT_NE(Error("(name = a"), "");
  EXPECT_NE(Error("name = a name = b"), "");
  EXPECT_NE(Error(std::string(500, '(') + "name = a"), "");
  EXPECT_NE(Error("; DROP TABLE project"), "");
  for (const char* moment : {"2011-06-30", "2011-06-30T12", "2011-06-30T12:00:00", "yesterday",
                             "infinite-past", "2011-06-30T12:00:00.1234567Z"}) {
    EXPECT_NE(Error(Concat("createTime > \"", moment, "\"")), "") << moment;
  }
}

TEST_F(FilterTest, FieldsAreNamedAsInProtoOrJson) {
  EXPECT_EQ(Sql("percent_complete = 5"), "(t.`percent_complete` = ?)");
  EXPECT_EQ(Sql("percentComplete = 5"), "(t.`percent_complete` = ?)");
  EXPECT_EQ(Sql("createTime > 2011-06-30T12:00:00Z"), "(t.`create_time` > ?)");
  EXPECT_EQ(Sql("update_time != \"2011-06-30T12:00:00.5+01:00\""), "(NOT (t.`record_time` = ?))");
}

TEST_F(FilterTest, AFieldOfAListHoldsForAnyElement) {
  const std::string any =
      "(EXISTS (SELECT 1 FROM `project_stated_dates` c WHERE c.resource_name = t.name"
      " AND c.valid_from = t.valid_from AND c.recorded_by = t.recorded_by";
  EXPECT_EQ(Sql("statedDates.what = x"),
            any + " AND (c.`what` = ? AND OCTET_LENGTH(c.`what`) = ?)))");
  EXPECT_EQ(Sql("stated_dates.date < 2011-07"), any + " AND COALESCE(c.`date_last` < ?, FALSE)))");
  EXPECT_EQ(Sql("stated_dates.still_to_come = true"), any + " AND c.`still_to_come` = ?))");
  EXPECT_EQ(Sql("stated_dates.source.document = sourceDocuments/a"),
            any + " AND (c.`source_document` = ? AND OCTET_LENGTH(c.`source_document`) = ?)))");
  EXPECT_EQ(Sql("statedDates:*"), any + "))");
}

// AIP-160: what a field holds beside its default is there.
TEST_F(FilterTest, AsksWhetherSomethingIsThere) {
  EXPECT_EQ(Sql("title:*"), "(OCTET_LENGTH(t.`title`) > 0)");
  EXPECT_EQ(Sql("start : *"), "(OCTET_LENGTH(t.`start`) > 0)");
  EXPECT_EQ(Sql("tags:*"), "(OCTET_LENGTH(t.`tags`) > 0)");
  EXPECT_EQ(Sql("percentComplete:*"), "(t.`percent_complete` <> 0)");
  EXPECT_EQ(Sql("lifecycle:*"), "(t.`lifecycle` <> 0)");
  EXPECT_EQ(Sql("createTime:*"), "(t.`create_time` IS NOT NULL)");
  EXPECT_EQ(Sql("name:* AND uid:*"), "(TRUE) AND (TRUE)");
  EXPECT_EQ(Sql("-source.section:*"), "(NOT (OCTET_LENGTH(t.`source_section`) > 0))");
  EXPECT_THAT(Sql("source:*"), AllOf(StartsWith("((OCTET_LENGTH(t.`source_document`) > 0 OR "),
                                     HasSubstr("OCTET_LENGTH(t.`source_row`) > 0")));
  EXPECT_THAT(Sql("statedDates.source:*"),
              AllOf(StartsWith("(EXISTS (SELECT 1 FROM `project_stated_dates` c"),
                    HasSubstr(" AND (OCTET_LENGTH(c.`source_document`) > 0 OR ")));
  EXPECT_THAT(Sql("statedDates.date:*"), HasSubstr(" AND OCTET_LENGTH(c.`date`) > 0"));
  // A star in quotes is one.
  EXPECT_EQ(Sql("title:\"*\""), "(LOCATE(LOWER(?), LOWER(t.`title`)) > 0)");
  EXPECT_THAT(Error("source = x"), HasSubstr("name a field of it"));
  EXPECT_THAT(Error("percentComplete > *"), HasSubstr("no whole number"));
}

// By the bytes that an element is kept as, and element by element only where those may
// stand within another.
TEST_F(FilterTest, AListHasAValue) {
  auto compiled = CompileFilter(type_, "tags:shared");
  ASSERT_THAT(compiled, IsOk());
  EXPECT_EQ(compiled->condition, "(LOCATE(?, t.`tags`) > 0)");
  EXPECT_EQ(compiled->values, SqlValues{SqlValue(SqlBytes{"\xc2\x01\x06shared"})});
  for (const int length : {9, 10, 13, 32, 200}) {
    const std::string filter = Concat("tags:", std::string(length, 'x'));
    EXPECT_THAT(Sql(filter), HasSubstr("WITH RECURSIVE walk")) << length;
    EXPECT_THAT(CompileFilter(type_, filter, "p")->condition, HasSubstr("AND m.name >= ?"));
  }
  const auto many = [](int times) {
    std::string filter = "tags:123456789";
    for (int i = 1; i < times; ++i) filter += " AND tags:123456789";
    return filter;
  };
  EXPECT_EQ(Error(many(10)), "");
  EXPECT_THAT(Error(many(11)), HasSubstr("at most 10"));
}

TEST_F(FilterTest, SaysWhatIsWrongWithinAList) {
  EXPECT_EQ(Error("statedDates.colour = red"),
            "filter \"statedDates.colour\" is no field of Project");
  EXPECT_NE(Error("statedDates = 2011").find("is a list"), std::string::npos);
  EXPECT_NE(Error("statedDates.stillToCome = perhaps").find("neither true nor false"),
            std::string::npos);
  EXPECT_EQ(Error("tags = x"),
            "filter \"tags\" is a list: ask whether it has a value with \"tags:value\", or any with"
            " \"tags:*\"");
}

TEST_F(FilterTest, EmptyMeansAll) { EXPECT_EQ(Sql("  "), ""); }

// Whatever comes in, the condition holds nothing of it but columns and operators.
TEST_F(FilterTest, NeverLetsTextThrough) {
  const std::string alphabet = "nameNOTAND OR()\"'=<>!:-;`\\ 0a/*\n";
  for (unsigned seed = 0; seed < 5000; ++seed) {
    std::mt19937 random(seed);
    std::string filter;
    for (size_t i = random() % 40; i > 0; --i) filter += alphabet[random() % alphabet.size()];
    auto compiled = CompileFilter(type_, filter);
    if (!compiled.ok()) continue;
    EXPECT_EQ(compiled->condition.find_first_of(";'\"\\*\n"), std::string::npos) << filter;
    EXPECT_EQ(std::count(compiled->condition.begin(), compiled->condition.end(), '?'),
              static_cast<long>(compiled->values.size()));
  }
}

}  // namespace
}  // namespace concordat
