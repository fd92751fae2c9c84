#include "gateway/src/imports/import_errors.h"

#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "common/resource/resource_index.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::IsOk;

class ImportErrorsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto table = ReadCsv(
        "id,parent,effectiveFrom,council,lines.financialYear,lines.amount_pence\n"
        "a,benefits/cctv,,councils/redditch,2010-11,1\n"
        "b,benefits/cctv,,councils/redditch,2010-11,1\n"
        "b,benefits/cctv,,,,\n"
        "b,benefits/cctv,,,2011-12,2\n");
    ASSERT_THAT(table, IsOk());
    auto file = ReadResources(*FindLinkedType("concordat.dev/Share"), "north", *table);
    ASSERT_THAT(file, IsOk());
    file_ = *std::move(file);
  }

  std::string Placed(const std::string& field) const {
    return ViolationsOf(InTermsOfFile(InvalidField(field, "is wrong"), file_))[0].field;
  }

  ImportedFile file_;
};

TEST_F(ImportErrorsTest, NamesLineAndColumnAsTheHeaderHasIt) {
  EXPECT_EQ(Placed("rows[0].council"), "line 2, column council");
  EXPECT_EQ(Placed("rows[1].effective_from"), "line 3, column effectiveFrom");
  EXPECT_EQ(Placed("rows[1].name"), "line 3, column id");
  EXPECT_EQ(Placed("rows[1].parent"), "line 3, column parent");
}

TEST_F(ImportErrorsTest, NamesTheLineThatAddedAnElement) {
  EXPECT_EQ(Placed("rows[1].lines[0].amount_pence"), "line 3, column lines.amount_pence");
  EXPECT_EQ(Placed("rows[1].lines[1].financial_year"), "line 5, column lines.financialYear");
  EXPECT_EQ(Placed("rows[1].lines[1]"), "line 5, column lines.financialYear");
  EXPECT_EQ(Placed("rows[1].lines"), "line 3, column lines.financialYear");
}

TEST(ImportErrorsOfLongCells, NameTheLineOfTheCell) {
  const auto table = ReadCsv(
      "council,id,parent,lines.printed,lines.kind,lines.financial_year\n"
      "\"councils/\nredditch\",a,benefits/cctv,\"b\r\nc\",budget,2010\n"
      ",a,benefits/cctv,\"b\nc\nd\",budget,2011\n");
  ASSERT_THAT(table, IsOk());
  const auto file = ReadResources(*FindLinkedType("concordat.dev/Share"), "north", *table);
  ASSERT_THAT(file, IsOk());
  const auto placed = [&](const std::string& field) {
    return ViolationsOf(InTermsOfFile(InvalidField(field, "is wrong"), *file))[0].field;
  };
  EXPECT_EQ(placed("rows[0].name"), "line 3, column id");
  EXPECT_EQ(placed("rows[0].council"), "line 2, column council");
  EXPECT_EQ(placed("rows[0].lines[0].financial_year"), "line 4, column lines.financial_year");
  EXPECT_EQ(placed("rows[0].lines[1].printed"), "line 5, column lines.printed");
  EXPECT_EQ(placed("rows[0].lines[1].financial_year"), "line 7, column lines.financial_year");
}

TEST_F(ImportErrorsTest, NamesAFieldWithoutAColumnByItself) {
  EXPECT_EQ(Placed("rows[0].marking"), "line 2, column marking");
  EXPECT_EQ(Placed("request_id"), "request_id");
  EXPECT_EQ(Placed("rows[9].council"), "rows[9].council");
}

TEST_F(ImportErrorsTest, KeepsCodeAndReasonAndSaysTheFirstPlace) {
  const absl::Status status = WithFields(
      ErrorWithReason(absl::StatusCode::kFailedPrecondition, "REFERENCE_NOT_FOUND", "line 3: x"),
      {{"rows[1].council", "names nothing"}, {"rows[0].council", "names nothing"}});
  const absl::Status placed = InTermsOfFile(status, file_);
  EXPECT_EQ(placed.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(placed), "REFERENCE_NOT_FOUND");
  EXPECT_EQ(placed.message(), "line 3, column council names nothing; and 1 more");
}

}  // namespace
}  // namespace concordat::gateway
