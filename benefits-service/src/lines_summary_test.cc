// The summaries that rows of shares keep: put into rows of before, and held against lines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "benefits-service/src/resources.h"
#include "benefits-service/src/share_lines.h"
#include "common/ledger/row_summaries.h"
#include "tests/support/table_filler.h"

namespace concordat::benefits {
namespace {

using test::IsOk;

v1::Share ShareOf(int i) {
  v1::Share share;
  share.set_name(Concat("partnerships/p/benefits/b", i, "/shares/s"));
  for (int line = 0; line < i % 3; ++line) {
    v1::ShareLine* added = share.add_lines();
    added->set_financial_year("2010-11");
    added->set_quarter(line + 1);
    added->set_kind(v1::ShareLine::KIND_ACTUAL);
    added->set_amount_pence(100 * i + line);
    added->set_grade(v1::ShareLine::GRADE_LEDGER);
    added->set_counted_to("2011-03-31");
  }
  return share;
}

TEST(LinesSummary, IsPutIntoRowsOfBeforeAndHeldAgainstTheirLines) {
  constexpr int kShares = 230;
  const DatabaseOptions options =
      test::TestDatabase::Shared().Options(test::TestDatabase::Shared().NewSchema());
  ASSERT_THAT(test::MigrateService(options, "benefits", BenefitsResources()), IsOk());
  auto opened = Connection::Open(options);
  ASSERT_THAT(opened, IsOk());
  Connection& connection = **opened;
  const Registry registry(BenefitsResources());
  test::TableFiller before(connection), now(connection, &registry);
  for (int i = 0; i < kShares; ++i) (i % 7 == 0 ? now : before).Put(ShareOf(i));
  const auto types = registry.All();
  ASSERT_THAT(FillSummaries(connection, types, {"share"}), IsOk());
  std::map<std::string, std::string> kept;
  ASSERT_THAT(connection.Query("SELECT name, lines_summary FROM share", {},
                               [&kept](const Row& row) {
                                 kept[std::string(row.Text(0))] =
                                     row.IsNull(1) ? "none" : std::string(row.Text(1));
                                 return absl::OkStatus();
                               }),
              IsOk());
  for (int i = 0; i < kShares; ++i) {
    EXPECT_EQ(kept[ShareOf(i).name()], SummariseLines(ShareOf(i)));
  }
  std::vector<std::string> problems;
  EXPECT_THAT(CheckSummaries(connection, types, &problems), IsOk());
  EXPECT_THAT(problems, testing::IsEmpty());
  ASSERT_THAT(connection.Execute("UPDATE share SET lines_summary = '12010-111' WHERE name = ?",
                                 {ShareOf(2).name()}),
              IsOk());
  EXPECT_THAT(CheckSummaries(connection, types, &problems), IsOk());
  EXPECT_THAT(problems, testing::ElementsAre(testing::HasSubstr(ShareOf(2).name())));
  EXPECT_FALSE(FillSummaries(connection, types, {"benefit"}).ok()) << "keeps none";
}

}  // namespace
}  // namespace concordat::benefits
