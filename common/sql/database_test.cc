#include "common/sql/database.h"

#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <stdexcept>
#include <stop_token>
#include <thread>

#include "common/base/errors.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::Number;
using test::Soon;
using test::StatusIs;
using testing::Not;

DatabaseOptions OptionsOf(test::TestDatabase& server, int connections = 4) {
  const std::string schema = server.NewSchema();
  server.Run("USE " + schema +
             "; CREATE TABLE cell (id BIGINT PRIMARY KEY, number BIGINT, text TEXT, bytes BLOB)"
             " ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;");
  DatabaseOptions options = server.Options(schema);
  options.max_connections = connections;
  return options;
}

absl::Status Insert(Connection& connection, int64_t id) {
  return connection.Execute("INSERT INTO cell (id) VALUES (?)", {id}).status();
}

class DatabaseTest : public ::testing::Test {
 protected:
  int64_t Rows() { return Number(database_, "SELECT COUNT(*) FROM cell"); }

  Database database_{OptionsOf(test::TestDatabase::Shared())};
};

TEST_F(DatabaseTest, GivesBackEveryValueAsItWas) {
  const std::string text = std::string(1, '\0') + " – £ \xF0\x9F\x8F\x9B" + std::string(5000, 'x');
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  const SqlValues values = {int64_t{1}, std::numeric_limits<int64_t>::min(), text, SqlBytes{bytes}};
  test::Execute(database_, "INSERT INTO cell VALUES (?, ?, ?, ?)", values);
  test::Execute(database_, "INSERT INTO cell VALUES (?, ?, ?, ?)",
                {int64_t{2}, std::monostate(), std::monostate(), std::monostate()});
  int rows = 0;
  const absl::Status status = database_.Read(Soon(), [&](Connection& connection) {
    return connection.Query(
        "SELECT id, number, text, bytes FROM cell ORDER BY id", {}, [&](const Row& row) {
          const bool first = ++rows == 1;
          EXPECT_EQ(row.IsNull(1), !first);
          EXPECT_EQ(row.Int(1), first ? std::numeric_limits<int64_t>::min() : 0);
          EXPECT_EQ(row.Text(2), first ? text : "");
          EXPECT_EQ(row.Text(3), first ? bytes : "");
          return absl::OkStatus();
        });
  });
  EXPECT_THAT(status, IsOk());
  EXPECT_EQ(rows, 2);
}

TEST_F(DatabaseTest, WhatFailsIsRolledBackWhole) {
  const absl::Status status = database_.Transact(Soon(), [](Connection& connection) {
    EXPECT_THAT(Insert(connection, 1), IsOk());
    return Insert(connection, 1);
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(Rows(), 0);
}

// As a node of a cluster does now and then to one that it rolls back.
TEST_F(DatabaseTest, ATransactionThatWasLostUnnoticedIsRunAgainWhole) {
  int runs = 0;
  const auto insert = [&](Connection& connection) {
    EXPECT_THAT(Insert(connection, 1), IsOk());
    if (++runs == 1) EXPECT_THAT(connection.RunScript("ROLLBACK"), IsOk());
    return Insert(connection, 2);
  };
  EXPECT_THAT(database_.Transact(Soon(), insert), IsOk());
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(Rows(), 2);
}

TEST_F(DatabaseTest, WhatALostTransactionFoundIsNotBelieved) {
  int runs = 0;
  const auto find = [&](Connection& connection) {
    EXPECT_THAT(Insert(connection, 1), IsOk());
    if (++runs == 1) EXPECT_THAT(connection.RunScript("ROLLBACK"), IsOk());
    int64_t rows = 0;
    const absl::Status status =
        connection.Query("SELECT COUNT(*) FROM cell", {}, [&rows](const Row& row) {
          rows = row.Int(0);
          return absl::OkStatus();
        });
    return status.ok() && rows == 0 ? absl::NotFoundError("what was just written") : status;
  };
  EXPECT_THAT(database_.Transact(Soon(), find), IsOk());
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(Rows(), 1);
}

TEST_F(DatabaseTest, NothingStaysOpenAfterATransaction) {
  Database single(OptionsOf(test::TestDatabase::Shared(), 1));
  const auto commits_by_itself = [&single] { return Number(single, "SELECT @@autocommit"); };
  const auto fail = [](Connection&) { return absl::NotFoundError("nothing"); };
  EXPECT_THAT(single.Transact(Soon(), fail), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(commits_by_itself(), 1);
  EXPECT_THAT(single.Snapshot(Soon(), fail), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(commits_by_itself(), 1);
  test::Execute(single, "INSERT INTO cell (id) VALUES (1)");
  EXPECT_EQ(commits_by_itself(), 1);
}

TEST_F(DatabaseTest, WhatNobodyWaitsForIsNotCommitted) {
  std::stop_source client;
  const CallLimits limits = {Soon(), client.get_token()};
  int runs = 0;
  const auto insert = [&](Connection& connection) {
    ++runs;
    absl::Status status = Insert(connection, 1);
    client.request_stop();
    return status;
  };
  EXPECT_THAT(database_.Transact(limits, insert), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(Rows(), 0);
  EXPECT_THAT(database_.Read(limits, insert), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(runs, 1);
}

// What nobody waits for stops in the server too, and takes nothing else with it.
TEST_F(DatabaseTest, AStatementThatNobodyWaitsForIsEnded) {
  constexpr char kLong[] = "SELECT COUNT(*) FROM cell WHERE SLEEP(60) = 0";
  test::Execute(database_, "INSERT INTO cell VALUES (?, 1, NULL, NULL)", {int64_t{1}});
  const auto run = [&](Connection& connection) {
    return connection.Query(kLong, {}, [](const Row&) { return absl::OkStatus(); });
  };
  const absl::Time begin = absl::Now();
  EXPECT_THAT(database_.Read(begin + absl::Milliseconds(200), run),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  std::stop_source client;
  std::thread goes([&client] {
    absl::SleepFor(absl::Milliseconds(200));
    client.request_stop();
  });
  EXPECT_THAT(database_.Transact({Soon(), client.get_token()},
                                 [&](Connection& connection) {
                                   absl::Status inserted = Insert(connection, 2);
                                   return inserted.ok() ? run(connection) : inserted;
                                 }),
              StatusIs(absl::StatusCode::kCancelled));
  goes.join();
  EXPECT_LT(absl::Now() - begin, absl::Seconds(20)) << "a minute each if they ran on";
  EXPECT_EQ(Rows(), 1);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(Rows(), 1) << "the next is not hit";
}

// Calls that end while they are given up, over and over.
TEST_F(DatabaseTest, AKillHitsNobodyElse) {
  std::vector<std::thread> callers;
  std::atomic<int> wrong = 0;
  for (int thread = 0; thread < 4; ++thread) {
    callers.emplace_back([this, &wrong] {
      for (int i = 0; i < 100; ++i) {
        std::stop_source client;
        std::thread goes([&client] { client.request_stop(); });
        const absl::Status given_up =
            database_.Read({Soon(), client.get_token()}, [](Connection& connection) {
              return connection.Query("SELECT 1", {}, [](const Row&) { return absl::OkStatus(); });
            });
        goes.join();
        wrong += !given_up.ok() && !absl::IsCancelled(given_up);
        wrong += !database_
                      .Read(Soon(),
                            [](Connection& connection) {
                              return connection.Query("SELECT SLEEP(0.001)", {},
                                                      [](const Row&) { return absl::OkStatus(); });
                            })
                      .ok();
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(wrong, 0);
}

// Who has been told that it took too long is not to find it done.
TEST_F(DatabaseTest, WhatTookTooLongIsNotCommitted) {
  const absl::Time deadline = absl::Now() + absl::Milliseconds(200);
  const absl::Status status = database_.Transact(deadline, [&](Connection& connection) {
    absl::Status inserted = Insert(connection, 1);
    absl::SleepFor(deadline - absl::Now());
    return inserted;
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_EQ(Rows(), 0);
}

TEST_F(DatabaseTest, AThrowInATransactionUndoesItAndCostsNoPlaceInThePool) {
  for (int i = 0; i < 10; ++i) {
    EXPECT_THROW(database_
                     .Transact(Soon(),
                               [](Connection& connection) -> absl::Status {
                                 EXPECT_THAT(Insert(connection, 1), IsOk());
                                 throw std::runtime_error("thrown");
                               })
                     .IgnoreError(),
                 std::runtime_error);
  }
  EXPECT_EQ(database_.pool_use().in_use, 0);
  EXPECT_EQ(Rows(), 0);
}

TEST_F(DatabaseTest, AnAbortedTransactionRunsAgainAndStopsInTheEnd) {
  int runs = 0;
  absl::Status status = database_.Transact(Soon(), [&runs](Connection& connection) {
    const absl::Status inserted = Insert(connection, 1);
    return ++runs < 3 ? absl::AbortedError("once more") : inserted;
  });
  EXPECT_THAT(status, IsOk());
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(Rows(), 1);
  runs = 0;
  status = database_.Transact(Soon(), [&runs](Connection&) {
    ++runs;
    return absl::AbortedError("for ever");
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(runs, 5);
}

TEST_F(DatabaseTest, WhatNoRetryCanMendIsNotTriedAgain) {
  int runs = 0;
  const absl::Status status = database_.Transact(Soon(), [&runs](Connection&) {
    ++runs;
    return ErrorWithReason(absl::StatusCode::kAborted, "ETAG_MISMATCH", "changed since");
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(runs, 1);
}

// A node that cannot hear of what the others have committed ends a read so.
TEST_F(DatabaseTest, AReadMeetsNoWritesAndIsTriedAgain) {
  const auto read = [this](int aborted) {
    int runs = 0;
    return database_.Read(Soon(), [&](Connection&) {
      return ++runs <= aborted ? absl::AbortedError("waited too long") : absl::OkStatus();
    });
  };
  EXPECT_THAT(read(2), IsOk());
  EXPECT_THAT(read(100), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(database_.Snapshot(Soon(), [](Connection&) { return absl::AbortedError("again"); }),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(DatabaseTest, ADeadlockEndsWithBothDone) {
  test::Execute(database_, "INSERT INTO cell (id, number) VALUES (1, 0), (2, 0)");
  const auto add = [this](int64_t first, int64_t second) {
    return database_.Transact(Soon(), [&](Connection& connection) -> absl::Status {
      for (const int64_t id : {first, second}) {
        auto added = connection.Execute("UPDATE cell SET number = number + 1 WHERE id = ?", {id});
        if (!added.ok()) return added.status();
      }
      return absl::OkStatus();
    });
  };
  constexpr int kTimes = 50;
  const auto add_often = [&add](int64_t first, int64_t second) {
    for (int i = 0; i < kTimes; ++i) {
      absl::Status status;
      // Even five attempts may all meet the other; what was aborted left no trace.
      do status = add(first, second);
      while (absl::IsAborted(status));
      ASSERT_THAT(status, IsOk());
    }
  };
  std::thread other([&] { add_often(2, 1); });
  add_often(1, 2);
  other.join();
  EXPECT_EQ(Number(database_, "SELECT CAST(SUM(number) AS SIGNED) FROM cell"), 4 * kTimes);
}

TEST_F(DatabaseTest, ASnapshotSeesOneMomentAndWritesNothing) {
  const absl::Status status = database_.Snapshot(Soon(), [this](Connection& connection) {
    test::Execute(database_, "INSERT INTO cell (id) VALUES (1)");
    EXPECT_THAT(Insert(connection, 2), Not(IsOk()));
    return connection.Query("SELECT COUNT(*) FROM cell", {}, [](const Row& row) {
      EXPECT_EQ(row.Int(0), 0);
      return absl::OkStatus();
    });
  });
  EXPECT_THAT(status, IsOk());
  EXPECT_EQ(Rows(), 1);
}

TEST(DatabaseIsolationTest, ASnapshotIsOneMomentWhateverTheServersDefault) {
  test::TestDatabase server;
  server.Run("SET GLOBAL TRANSACTION ISOLATION LEVEL READ COMMITTED");
  Database database(OptionsOf(server));
  const absl::Status status = database.Snapshot(Soon(), [&database](Connection& connection) {
    test::Execute(database, "INSERT INTO cell (id) VALUES (1)");
    return connection.Query("SELECT COUNT(*) FROM cell", {}, [](const Row& row) {
      EXPECT_EQ(row.Int(0), 0);
      return absl::OkStatus();
    });
  });
  EXPECT_THAT(status, IsOk());
  EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM cell"), 1);
}

TEST(DatabaseReadOnlyTest, AServerTurnedReadOnlyLosesTheConnection) {
  test::TestDatabase server;
  DatabaseOptions options = OptionsOf(server);
  server.Run("CREATE USER writer IDENTIFIED BY 'secret'; GRANT ALL ON `" + options.schema +
             "`.* TO writer");
  options.user = "writer";
  options.password = "secret";
  auto connection = Connection::Open(options);
  ASSERT_THAT(connection, IsOk());
  EXPECT_THAT(Insert(**connection, 1), IsOk());
  server.Run("SET GLOBAL read_only = 1");
  EXPECT_THAT(Insert(**connection, 2), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_TRUE((*connection)->broken());
}

TEST(DatabasePoolTest, AFullPoolSaysSoAndServesAgain) {
  Database database(OptionsOf(test::TestDatabase::Shared(), 1));
  const absl::Status outer = database.Read(Soon(), [&](Connection&) {
    const absl::Status inner = database.Read(Soon(), [](Connection&) { return absl::OkStatus(); });
    EXPECT_THAT(inner, StatusIs(absl::StatusCode::kUnavailable));
    EXPECT_EQ(database.pool_use().in_use, 1);
    return absl::OkStatus();
  });
  EXPECT_THAT(outer, IsOk());
  EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM cell"), 0);
  EXPECT_EQ(database.pool_use().open, 1);
}

TEST(DatabasePoolTest, AConnectionAsOldAsADeadOneIsNotKept) {
  test::TestDatabase server;
  Database database(OptionsOf(server));
  ASSERT_EQ(Number(database, "SELECT COUNT(*) FROM cell"), 0);
  const absl::Status outer = database.Read(Soon(), [&](Connection&) {
    EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM cell"), 0);
    server.Kill();
    server.Start();
    EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM cell"), 0) << "a dead one is replaced";
    return absl::OkStatus();
  });
  EXPECT_THAT(outer, IsOk());
  EXPECT_EQ(database.pool_use().open, 1) << "the one held throughout may be dead too";
}

TEST(DatabasePoolTest, WhoAsksWhenTheServerIsBackIsAnswered) {
  test::TestDatabase server;
  Database database(OptionsOf(server));
  const auto read = [&database] {
    return database.Read(Soon(), [](Connection& connection) {
      return connection.Query("SELECT 1", {}, [](const Row&) { return absl::OkStatus(); });
    });
  };
  server.Kill();
  ASSERT_THAT(read(), StatusIs(absl::StatusCode::kUnavailable));
  // Others go on asking in vain until the last moment.
  std::atomic<bool> back = false;
  std::thread others([&] {
    while (!back) read().IgnoreError();
  });
  server.Start();
  EXPECT_THAT(read(), IsOk());
  back = true;
  others.join();
}

TEST(DatabasePoolTest, AStatementThatTakesTooLongIsGivenUp) {
  DatabaseOptions options = OptionsOf(test::TestDatabase::Shared());
  options.statement_timeout = absl::Seconds(1);
  Database database(options);
  const absl::Status status = database.Transact(Soon(), [](Connection& connection) {
    return connection.Query("SELECT SLEEP(60)", {}, [](const Row&) { return absl::OkStatus(); });
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM cell"), 0) << "another connection serves";
}

TEST(DatabasePoolTest, AServerThatIsAwayIsUnavailableUntilItIsBack) {
  test::TestDatabase server;
  Database database(OptionsOf(server));
  test::Execute(database, "INSERT INTO cell (id) VALUES (1)");
  server.Kill();
  const auto read = [&database] {
    return database.Read(Soon(), [](Connection& connection) {
      return connection.Query("SELECT 1", {}, [](const Row&) { return absl::OkStatus(); });
    });
  };
  for (int i = 0; i < 3; ++i) EXPECT_THAT(read(), StatusIs(absl::StatusCode::kUnavailable));
  server.Start();
  const absl::Time limit = Soon();
  while (!read().ok() && absl::Now() < limit) absl::SleepFor(absl::Milliseconds(50));
  EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM cell"), 1);
}

}  // namespace
}  // namespace concordat
