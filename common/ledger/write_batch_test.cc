#include "common/ledger/write_batch.h"

#include <gtest/gtest.h>

#include "common/base/text.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::Execute;
using test::IsOk;
using test::Number;
using test::Soon;
using test::StatusIs;

class WriteBatchTest : public testing::Test {
 protected:
  // Connections that are not tried again, so that the first answer is seen.
  absl::Status InTransaction(absl::FunctionRef<absl::Status(WriteBatch&)> body) {
    return database_->Read(Soon(), [&](Connection& connection) {
      WriteBatch batch(connection);
      absl::Status status = body(batch);
      return status.ok() ? batch.Flush() : status;
    });
  }

  std::unique_ptr<Database> database_ = test::NewLedger(
      "CREATE TABLE thing (name VARCHAR(40) NOT NULL, valid_from DATE NOT NULL,"
      " superseded_by VARCHAR(40) NULL, PRIMARY KEY (name, valid_from));");
};

TEST_F(WriteBatchTest, ATakenNameMakesTheTransactionBeTriedAgain) {
  Execute(*database_,
          "INSERT INTO resource (name, uid, type, revision) VALUES ('things/b', 'uid', 'type', 1)");
  int tries = 0;
  const absl::Status status = database_->Transact(Soon(), [&tries](Connection& connection) {
    ++tries;
    WriteBatch batch(connection);
    for (const char* id : {"c", "b", "a"}) batch.Create(Concat("things/", id), id, "type");
    return batch.Flush();
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted));
  EXPECT_GT(tries, 1);
}

TEST_F(WriteBatchTest, EachSliceIsSupersededByItsOwnChange) {
  constexpr int kThings = 300;
  Execute(*database_, "INSERT INTO thing VALUES ('other', '2011-01-01', NULL)");
  for (int i = 0; i < kThings; ++i) {
    Execute(*database_,
            "INSERT INTO thing VALUES (?, '2011-01-01', NULL), (?, '2011-02-01', 'past'),"
            " (?, '2011-03-01', NULL)",
            {Concat(i), Concat(i), Concat(i)});
    Execute(*database_, "INSERT INTO resource (name, uid, type, revision) VALUES (?, ?, 'type', 7)",
            {Concat(i), Concat(i)});
  }
  const absl::Status status = InTransaction([](WriteBatch& batch) {
    for (int i = 0; i < kThings; ++i) {
      for (const char* day : {"2011-01-01", "2011-03-01"}) {
        batch.Supersede("thing", Concat(i), day, Concat("change ", i));
      }
      if (i % 2 == 0) batch.Revise(Concat(i));
    }
    batch.Renew("1", "new uid");
    return absl::OkStatus();
  });
  ASSERT_THAT(status, IsOk());
  EXPECT_EQ(Number(*database_,
                   "SELECT COUNT(*) FROM thing WHERE superseded_by = CONCAT('change ', name)"),
            2 * kThings);
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM thing WHERE superseded_by = 'past'"), kThings);
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM resource WHERE revision = 8"),
            kThings / 2 + 1);
  EXPECT_EQ(Number(*database_, "SELECT revision FROM resource WHERE uid = 'new uid'"), 8);
}

TEST_F(WriteBatchTest, WhatIsNotThereIsNoticed) {
  EXPECT_THAT(InTransaction([](WriteBatch& batch) {
                batch.Supersede("thing", "nothing", "2011-01-01", "change");
                return absl::OkStatus();
              }),
              StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(InTransaction([](WriteBatch& batch) {
                batch.Revise("nothing");
                return absl::OkStatus();
              }),
              StatusIs(absl::StatusCode::kInternal));
}

// However much is added, little is held.
TEST_F(WriteBatchTest, IsFlushedWhenFull) {
  constexpr int kRows = 2000;
  Execute(*database_, "CREATE TABLE big (id BIGINT PRIMARY KEY, text MEDIUMTEXT)");
  int64_t seen = 0;
  const absl::Status status = InTransaction([&](WriteBatch& batch) {
    for (int64_t i = 0; i < kRows; ++i) {
      SqlValues& values = batch.RowsOf(WriteBatch::Step::kSlice, "big", [] {
        return RowStatement{"INSERT INTO big (id, text) VALUES ", 2};
      });
      values.emplace_back(i);
      values.emplace_back(std::string(20'000, 'x'));
      absl::Status added = batch.FlushIfFull();
      if (!added.ok()) return added;
      EXPECT_LT(values.size(), 2u * 500);
      if (i == kRows / 2) seen = Number(*database_, "SELECT COUNT(*) FROM big");
    }
    return absl::OkStatus();
  });
  ASSERT_THAT(status, IsOk());
  EXPECT_GT(seen, 0);
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM big"), kRows);
}

}  // namespace
}  // namespace concordat
