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
  for (const int count : {0, 1, 19, 20, 21, 200, 241, 457}) {
    std::vector<SqlValues> rows;
    std::vector<std::string> keys;
    for (int i = 0; i < count; ++i) {
      keys.push_back(Concat("k", i));
      rows.push_back({keys.back(), int64_t{i}});
    }
    int64_t sum = 0;
    const absl::Status status = database->Transact(test::Soon(), [&](Connection& connection) {
      sum = 0;
      EXPECT_EQ(ExecuteRows(connection, "INSERT INTO pair (a, b) VALUES ", rows).value(), count);
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

}  // namespace
}  // namespace concordat
