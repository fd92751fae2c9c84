#include "common/sql/bulk.h"

#include <gtest/gtest.h>

#include "common/base/text.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;

TEST(BulkTest, AnyNumberOfRowsGoesInAndOut) {
  auto database = test::NewLedger("CREATE TABLE pair (a VARCHAR(20) PRIMARY KEY, b BIGINT);");
  for (const int count : {0, 1, 15, 16, 17, 256, 257, 1023}) {
    SqlValues rows;
    std::vector<std::string> keys;
    for (int i = 0; i < count; ++i) {
      keys.push_back(Concat("k", i));
      rows.insert(rows.end(), {keys.back(), int64_t{i}});
    }
    int64_t sum = 0;
    const absl::Status status = database->Transact(test::Soon(), [&](Connection& connection) {
      sum = 0;
      EXPECT_EQ(ExecuteRows(connection, {"INSERT INTO pair (a, b) VALUES ", 2}, rows).value(),
                count);
      absl::Status found = QueryIn(connection, "SELECT b FROM pair WHERE a IN ", keys, " AND b > 0",
                                   [&sum](const Row& row) {
                                     sum += row.Int(0);
                                     return absl::OkStatus();
                                   });
      EXPECT_EQ(ExecuteIn(connection, "DELETE FROM pair WHERE a IN ", keys).value(), count);
      return found;
    });
    EXPECT_THAT(status, IsOk());
    EXPECT_EQ(sum, int64_t{count} * (count - 1) / 2);
  }
  EXPECT_EQ(test::Number(*database, "SELECT COUNT(*) FROM pair"), 0);
}

// All rows together pass what the server takes in one packet.
TEST(BulkTest, WideAndLongRowsAreSpreadOverStatements) {
  constexpr int kColumns = 300, kRows = 300;
  constexpr int64_t kShort = 20 << 10, kLong = 3 << 20;
  std::string table = "CREATE TABLE wide (a BIGINT PRIMARY KEY, b LONGBLOB";
  std::string insert = "INSERT INTO wide (a, b";
  for (int i = 0; i < kColumns; ++i) {
    table += Concat(", c", i, " BIGINT");
    insert += Concat(", c", i);
  }
  // Connections take over what was set before they were opened.
  test::TestDatabase::Shared().Run("SET GLOBAL max_allowed_packet = 4194304");
  auto database = test::NewLedger(table + ");");
  const absl::Status status = database->Transact(test::Soon(), [&](Connection& connection) {
    SqlValues rows;
    for (int64_t i = 0; i < kRows; ++i) {
      rows.insert(rows.end(), {i, SqlBytes{std::string(i % 100 == 0 ? kLong : kShort, 'x')}});
      rows.resize(rows.size() + kColumns, i);
    }
    return ExecuteRows(connection, {insert + ") VALUES ", 2 + kColumns}, std::move(rows)).status();
  });
  test::TestDatabase::Shared().Run("SET GLOBAL max_allowed_packet = 67108864");
  EXPECT_THAT(status, IsOk());
  EXPECT_EQ(test::Number(*database, "SELECT CAST(SUM(LENGTH(b)) + SUM(c299) AS SIGNED) FROM wide"),
            3 * kLong + 297 * kShort + kRows * (kRows - 1) / 2);
}

}  // namespace
}  // namespace concordat
