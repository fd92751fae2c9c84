#include "gateway/src/imports/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::IsOk;
using testing::ElementsAre;

std::string PlaceOfError(std::string_view csv) {
  const auto table = ReadCsv(csv);
  if (table.ok()) return "no error";
  const auto violations = ViolationsOf(table.status());
  return violations.empty() ? "no place" : violations[0].field;
}

TEST(CsvReader, ReadsQuotesLineBreaksAndTheByteOrderMark) {
  const auto table =
      ReadCsv("\xef\xbb\xbfid,title\r\na,\"one, \"\"two\"\"\nthree\"\r\n\r\nb,\xc2\xa3\r\nc,");
  ASSERT_THAT(table, IsOk());
  EXPECT_THAT(table->columns, ElementsAre("id", "title"));
  ASSERT_EQ(table->rows.size(), 3u);
  EXPECT_EQ(table->rows[0].line, 2);
  EXPECT_THAT(table->rows[0].cells, ElementsAre("a", "one, \"two\"\nthree"));
  EXPECT_THAT(table->rows[0].cell_lines, ElementsAre(2, 2));
  EXPECT_EQ(table->rows[1].line, 5);
  EXPECT_THAT(table->rows[2].cells, ElementsAre("c", ""));
}

TEST(CsvReader, NamesLineAndColumnOfWhatIsMalformed) {
  EXPECT_EQ(PlaceOfError(""), "line 1");
  EXPECT_EQ(PlaceOfError("id,id\n"), "line 1, column id");
  EXPECT_EQ(PlaceOfError("id,,x\n"), "line 1, column 2");
  EXPECT_EQ(PlaceOfError("id,title\na,b\nc\n"), "line 3, column title");
  EXPECT_EQ(PlaceOfError("id,title\na,b,c\n"), "line 2, column 3");
  EXPECT_EQ(PlaceOfError("id,title\na,\"b\nc,d\n"), "line 2, column title");
  EXPECT_EQ(PlaceOfError("id,title\na,b\"c\n"), "line 2, column title");
  EXPECT_EQ(PlaceOfError("id,title\n\"a\"b,c\n"), "line 2, column id");
  EXPECT_EQ(PlaceOfError("id,title\na\rb,c\n"), "line 2, column id");
  EXPECT_EQ(PlaceOfError("id,title\na,\xff\n"), "line 2, column title");
}

TEST(CsvReader, BoundsCellsAndColumns) {
  EXPECT_EQ(PlaceOfError("id\n\"" + std::string(kMaxCsvCell + 1, 'x') + "\"\n"),
            "line 2, column id");
  EXPECT_EQ(PlaceOfError("id\n" + std::string(kMaxCsvCell + 1, 'x')), "line 2, column id");
  std::string wide = "c1";
  for (size_t i = 2; i <= kMaxCsvColumns + 1; ++i) wide += ",c" + std::to_string(i);
  EXPECT_EQ(PlaceOfError(wide), "line 1, column 101");
}

}  // namespace
}  // namespace concordat::gateway
