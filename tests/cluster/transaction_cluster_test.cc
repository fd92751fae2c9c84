// Transactions on a node that another node's writes take the rows from.
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

#include "common/base/text.h"
#include "common/sql/database.h"
#include "tests/support/galera_cluster.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::Number;
using test::Soon;

constexpr char kTables[] =
    "CREATE DATABASE lost; USE lost;"
    " CREATE TABLE cell (id BIGINT PRIMARY KEY, number BIGINT NOT NULL) ENGINE = InnoDB;"
    " INSERT INTO cell VALUES (1, 0), (2, 0), (3, 0)";
constexpr char kAdd[] = "UPDATE cell SET number = number + 1 WHERE id = ?";

class TransactionClusterTest : public testing::Test {
 protected:
  TransactionClusterTest() { cluster_.Run(kTables); }

  int64_t NumberOf(Database& database, int64_t id) {
    return Number(database, "SELECT number FROM cell WHERE id = ?", {id});
  }

  test::GaleraCluster cluster_{2};
  Database here_{cluster_.Options(0, "lost")};
  Database watcher_{cluster_.Options(0, "lost")};
  Database other_{cluster_.Options(1, "lost")};
};

TEST_F(TransactionClusterTest, OneThatIsLostBetweenItsStatementsIsRunAgain) {
  int runs = 0;
  const absl::Status status = here_.Transact(Soon(), [&](Connection& connection) {
    auto added = connection.Execute(kAdd, {int64_t{1}});
    if (!added.ok()) return added.status();
    if (++runs == 1) {
      // In a transaction, which begins when its node knows all that was committed before.
      EXPECT_THAT(
          other_.Transact(
              Soon(), [](Connection& other) { return other.Execute(kAdd, {int64_t{1}}).status(); }),
          IsOk());
      while (NumberOf(watcher_, 1) == 0) continue;
    }
    return connection.Execute(kAdd, {int64_t{2}}).status();
  });
  EXPECT_THAT(status, IsOk());
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(NumberOf(here_, 1), 2);
  EXPECT_EQ(NumberOf(here_, 2), 1);
}

// While it prepares a statement the server tells nobody: of 1,500 such transactions 20 to
// 35 went on and committed alone what came after.
TEST_F(TransactionClusterTest, OneThatIsLostWhileItPreparesStatementsIsWholeOrNotAtAll) {
  constexpr int kWrites = 500;
  std::atomic<bool> done = false;
  int64_t taken = 0;
  std::thread rival([&] {
    while (!done) {
      taken += other_
                   .Transact(Soon(),
                             [](Connection& connection) {
                               auto added = connection.Execute(kAdd, {int64_t{1}});
                               return added.ok() ? connection.Execute(kAdd, {int64_t{3}}).status()
                                                 : added.status();
                             })
                   .ok();
    }
  });
  int64_t written = 0;
  for (int i = 0; i < kWrites; ++i) {
    written +=
        here_
            .Transact(
                Soon(),
                [i](Connection& connection) {
                  absl::Status status = connection.Execute(kAdd, {int64_t{1}}).status();
                  for (int new_one = 0; status.ok() && new_one < 5; ++new_one) {
                    status = connection.Query(
                        Concat("SELECT ", i, " + ", new_one, " + number FROM cell WHERE id = 2"),
                        {}, [](const Row&) { return absl::OkStatus(); });
                  }
                  if (!status.ok()) return status;
                  return connection.Execute(kAdd, {int64_t{2}}).status();
                })
            .ok();
  }
  done = true;
  rival.join();
  EXPECT_GT(written, 0);
  EXPECT_EQ(NumberOf(here_, 2), written);
  EXPECT_EQ(NumberOf(here_, 3), taken);
  EXPECT_EQ(NumberOf(here_, 1), written + taken);
}

}  // namespace
}  // namespace concordat
