#include "gateway/src/imports/import_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/resource/resource_index.h"
#include "concordat/benefits/v1/share.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using benefits::v1::Share;
using programme::v1::Project;
using test::IsOk;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

absl::StatusOr<ImportedFile> Read(const char* type, std::string_view csv) {
  auto table = ReadCsv(csv);
  if (!table.ok()) return table.status();
  return ReadResources(*FindLinkedType(type), "north", *table);
}

std::string ErrorOf(const char* type, std::string_view csv) {
  const auto file = Read(type, csv);
  if (!file.ok()) return std::string(file.status().message());
  return file->wrong.empty() ? "" : std::string(InvalidFields(file->wrong).message());
}

TEST(ImportReader, FillsFieldsWithShortForms) {
  const auto file = Read("concordat.dev/Project",
                         "id,title,hostCouncil,lifecycle,tags\n"
                         "ict,ICT,councils/redditch,live,a|b\n");
  ASSERT_THAT(file, IsOk());
  const auto& project = static_cast<const Project&>(*file->resources[0].resource);
  EXPECT_EQ(project.name(), "partnerships/north/projects/ict");
  EXPECT_EQ(project.host_council(), "councils/redditch");
  EXPECT_EQ(project.lifecycle(), Project::LIFECYCLE_LIVE);
  EXPECT_THAT(project.tags(), ElementsAre("a", "b"));
}

constexpr char kShares[] =
    "id,parent,effective_date,council,lines.financial_year,lines.amount_pence\n";

TEST(ImportReader, RowsOfOneRecordAddElements) {
  const auto file =
      Read("concordat.dev/Share", std::string(kShares) +
                                      "a,benefits/cctv,2011-06-30,councils/redditch,2010-11,1\n"
                                      "a,benefits/cctv,,,2011-12,2\n"
                                      "a,benefits/cctv,2011-06-30,redditch,2012-13,3\n"
                                      "b,benefits/cctv,,,2010-11,4\n");
  ASSERT_THAT(file, IsOk());
  ASSERT_EQ(file->resources.size(), 2u);
  const auto& share = static_cast<const Share&>(*file->resources[0].resource);
  ASSERT_EQ(share.lines_size(), 3);
  EXPECT_EQ(share.lines(2).amount_pence(), 3);
  EXPECT_EQ(share.council(), "councils/redditch");
  EXPECT_THAT(file->resources[0].element_lines.at("lines"),
              ElementsAre(testing::Each(2), testing::Each(3), testing::Each(4)));
  EXPECT_THAT(file->resources[1].element_lines.at("lines"), ElementsAre(testing::Each(5)));
}

TEST(ImportReader, AListHasNothingEmptyInIt) {
  for (const char* cell : {"a||b", "|", "a|", "|a"}) {
    EXPECT_THAT(ErrorOf("concordat.dev/Benefit", Concat("id,title,groups\nx,Title,", cell, "\n")),
                HasSubstr("line 2, column groups"))
        << cell;
  }
}

TEST(ImportReader, ARowMayNotContradictTheFirstOfItsRecord) {
  const std::string first =
      std::string(kShares) + "a,benefits/cctv,2011-06-30,councils/redditch,2010-11,1\n";
  EXPECT_THAT(
      ErrorOf("concordat.dev/Share", first + "a,benefits/cctv,,councils/bromsgrove,2011-12,2\n"),
      HasSubstr("line 3, column council"));
  EXPECT_THAT(ErrorOf("concordat.dev/Share", first + "a,benefits/cctv,2011-07-01,,2011-12,2\n"),
              HasSubstr("line 3, column effective_date"));
  // What the first row leaves empty is empty.
  EXPECT_THAT(ErrorOf("concordat.dev/Share", std::string(kShares) +
                                                 "a,benefits/cctv,,,2010-11,1\n"
                                                 "a,benefits/cctv,,councils/redditch,2011-12,2\n"),
              HasSubstr("line 3, column council"));
}

TEST(ImportReader, NamesWhatIsWrongByLineAndColumn) {
  const auto error = [](std::string_view csv) { return ErrorOf("concordat.dev/Project", csv); };
  EXPECT_THAT(error("title\nA\n"), HasSubstr("line 1, column id"));
  EXPECT_THAT(error("id,colour\na,red\n"), HasSubstr("line 1, column colour"));
  EXPECT_THAT(error("id,etag\na,1\n"), HasSubstr("line 1, column etag"));
  EXPECT_THAT(error("id,source\na,x\n"), HasSubstr("line 1, column source"));
  EXPECT_THAT(error("id,host_council,hostCouncil\na,,\n"), HasSubstr("line 1, column hostCouncil"));
  EXPECT_THAT(error("id,title\nA b,x\n"), HasSubstr("line 2, column id"));
  EXPECT_THAT(error("id,parent\na,partnerships/south\n"), HasSubstr("line 2, column parent"));
  EXPECT_THAT(error("id,lifecycle\na,sleeping\n"), HasSubstr("line 2, column lifecycle"));
  EXPECT_THAT(
      error("id,lifecycle,percent_complete\na,sleeping,x\nb,live,y\n"),
      AllOf(HasSubstr("line 2, column lifecycle"), HasSubstr("line 2, column percent_complete"),
            HasSubstr("line 3, column percent_complete")))
      << "all at once";
  EXPECT_THAT(error("id,lifecycle,percent_complete\nA b,sleeping,x\n"),
              AllOf(HasSubstr("line 2, column id"), HasSubstr("line 2, column lifecycle"),
                    HasSubstr("line 2, column percent_complete")))
      << "also of a row that has no name";
  EXPECT_THAT(error("id\na\nb\na\n"), HasSubstr("line 4, column id"));
  // Of the cell, where those before it have several lines; also where it repeats one.
  EXPECT_THAT(error("narrative,lifecycle,id\n\"a\nb\",sleeping,\"x\ny\"\n"),
              AllOf(HasSubstr("line 3, column lifecycle"), HasSubstr("line 3, column id")));
  EXPECT_THAT(error("id,narrative,lifecycle\na,\"a\nb\",live\na,\"a\nb\",closed\n"),
              AllOf(HasSubstr("line 5, column lifecycle"), HasSubstr("contradicts line 3")));
  EXPECT_THAT(error("narrative,parent,id\n\"a\nb\",partnerships/south,x\n"),
              HasSubstr("line 3, column parent"));
}

// Rules look at what could be read, and at nothing that needs what could not.
TEST(ImportReader, WhatCouldBeReadCanBeChecked) {
  auto file =
      Read("concordat.dev/Register",
           "id,parent_register,kind\n"
           "a,registers/c,\nb,registers/a,\nc,,wrong\nd,registers/e,\ne,,\nf g,registers/h,\n"
           "h,,\n");
  ASSERT_THAT(file, IsOk());
  EXPECT_EQ(file->wrong.size(), 2u);
  EXPECT_EQ(file->resources.size(), 6u);
  const ImportedFile rest = WhatCanBeChecked(*std::move(file));
  std::vector<int> lines;
  for (const ImportedResource& record : rest.resources) lines.push_back(record.line);
  EXPECT_THAT(lines, ElementsAre(5, 6, 8));
}

}  // namespace
}  // namespace concordat::gateway
