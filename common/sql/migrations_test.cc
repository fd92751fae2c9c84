#include "common/sql/migrations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "common/base/digest.h"
#include "common/base/text.h"
#include "common/sql/migration_lock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_database.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::HasSubstr;
using testing::Not;

Migration Of(int version, const std::string& sql) {
  return {"test", version, Concat("000", version, "_test.sql"), sql, Sha256Hex(sql), version};
}

class MigrationsTest : public ::testing::Test {
 protected:
  std::unique_ptr<Connection> Connect() { return *Connection::Open(options_); }
  bool Has(const std::string& table) { return connection_->Execute("SELECT 1 FROM " + table).ok(); }

  DatabaseOptions options_ =
      test::TestDatabase::Shared().Options(test::TestDatabase::Shared().NewSchema());
  std::unique_ptr<Connection> connection_ = Connect();
  const Migration first_ = Of(1, "CREATE TABLE a (id INT); CREATE TABLE b (id INT)");
  const Migration second_ = Of(2, "CREATE TABLE c (id INT)");
};

TEST_F(MigrationsTest, AreAppliedOnceAndInOrder) {
  EXPECT_THAT(CheckMigrated(*connection_, {first_}), Not(IsOk()));
  ASSERT_THAT(Migrate(options_, {first_}), IsOk());
  ASSERT_THAT(Migrate(options_, {first_, second_}), IsOk());
  EXPECT_THAT(Migrate(options_, {first_, second_}), IsOk());
  EXPECT_TRUE(Has("a") && Has("b") && Has("c"));
  EXPECT_THAT(CheckMigrated(*connection_, {first_, second_}), IsOk());
  EXPECT_THAT(ToStd(CheckMigrated(*connection_, {first_}).message()), HasSubstr("newer"));
}

// A replica of the version before, beside the new ones and when it starts again.
TEST_F(MigrationsTest, ASchemaSaysWhichOlderProgramsItBears) {
  Migration additive = Of(2, "ALTER TABLE a ADD COLUMN later INT NOT NULL DEFAULT 0");
  additive.bears = 1;
  Migration breaking = Of(3, "ALTER TABLE a DROP COLUMN later");
  ASSERT_THAT(Migrate(options_, {first_, additive}), IsOk());
  EXPECT_THAT(CheckMigrated(*connection_, {first_}), IsOk());
  EXPECT_THAT(connection_->Execute("INSERT INTO a (id) VALUES (1)"), IsOk());
  ASSERT_THAT(Migrate(options_, {first_, additive, breaking}), IsOk());
  EXPECT_THAT(ToStd(CheckMigrated(*connection_, {first_, additive}).message()),
              HasSubstr("bears no older one"));
  EXPECT_THAT(CheckMigrated(*connection_, {first_, additive, breaking}), IsOk());
}

TEST_F(MigrationsTest, ALockWhoseHolderWasKilledIsFreeAfterAWhile) {
  {
    const auto held = MigrationLock::Take(options_, absl::Seconds(10), absl::Minutes(10));
    ASSERT_THAT(held, IsOk());
    EXPECT_THAT(MigrationLock::Take(options_, absl::Milliseconds(100), absl::Minutes(10)),
                StatusIs(absl::StatusCode::kUnavailable));
    EXPECT_THAT((*held)->Renew(), IsOk());
    // As if it had run out while the holder was stopped.
    ASSERT_THAT(connection_->Execute("UPDATE schema_migration_lock SET expires = 0"), IsOk());
    EXPECT_THAT(MigrationLock::Take(options_, absl::Seconds(10), absl::Minutes(10)), IsOk());
    EXPECT_THAT((*held)->Renew(), StatusIs(absl::StatusCode::kFailedPrecondition));
  }
  EXPECT_THAT(Migrate(options_, {first_}), IsOk());
}

TEST_F(MigrationsTest, AChangedOneIsRefused) {
  ASSERT_THAT(Migrate(options_, {first_}), IsOk());
  const Migration changed = Of(1, "CREATE TABLE d (id INT)");
  EXPECT_THAT(ToStd(Migrate(options_, {changed}).message()), HasSubstr("was changed"));
  EXPECT_FALSE(Has("d"));
}

TEST_F(MigrationsTest, OneThatFailsHalfWayStopsAllThatFollow) {
  const Migration broken = Of(1, "CREATE TABLE a (id INT); CREATE TABLE a (id INT)");
  EXPECT_THAT(ToStd(Migrate(options_, {broken}).message()), HasSubstr("0001_test.sql"));
  EXPECT_THAT(ToStd(Migrate(options_, {broken, second_}).message()), HasSubstr("half-way"));
  EXPECT_FALSE(Has("c"));
}

TEST_F(MigrationsTest, OfTwoAtOnceOneWaits) {
  const Migration slow = Of(1, "CREATE TABLE a (id INT); DO SLEEP(0.3); CREATE TABLE b (id INT)");
  absl::Status other;
  std::thread thread([&] { other = Migrate(options_, {slow, second_}); });
  const absl::Status own = Migrate(options_, {slow, second_});
  thread.join();
  EXPECT_TRUE(own.ok() && other.ok()) << own << other;
  EXPECT_TRUE(Has("c"));
}

TEST_F(MigrationsTest, WhatWasAppliedBeforeStreamsIsKnownByItsChecksum) {
  Migration ledger = Of(1, "CREATE TABLE l (id INT)");
  ledger.stream = "ledger";
  ledger.name = "0001_ledger.sql";
  // As it stood before: one numbering, in which the ledger's was the first.
  ASSERT_THAT(connection_->RunScript(
                  "CREATE TABLE schema_migration (version INT NOT NULL, name VARCHAR(200) NOT NULL,"
                  " checksum CHAR(64) NOT NULL, begin_time BIGINT NOT NULL, end_time BIGINT NULL,"
                  " PRIMARY KEY (version)) ENGINE = InnoDB"),
              IsOk());
  ASSERT_THAT(connection_->RunScript(ledger.content), IsOk());
  ASSERT_THAT(connection_->RunScript(first_.content), IsOk());
  constexpr char kInsert[] = "INSERT INTO schema_migration VALUES (?, ?, ?, 1, 2)";
  ASSERT_THAT(
      connection_->Execute(kInsert, {int64_t{1}, "0001_ledger.sql", ledger.checksum}).status(),
      IsOk());
  ASSERT_THAT(
      connection_->Execute(kInsert, {int64_t{2}, "0002_test.sql", first_.checksum}).status(),
      IsOk());
  EXPECT_THAT(ToStd(CheckMigrated(*connection_, {ledger, first_}).message()),
              HasSubstr("older program"));
  ASSERT_THAT(Migrate(options_, {ledger, first_, second_}), IsOk());
  EXPECT_TRUE(Has("c"));
  EXPECT_THAT(CheckMigrated(*connection_, {ledger, first_, second_}), IsOk());
}

TEST_F(MigrationsTest, AFormerOneThatIsNotKnownStopsEverything) {
  ASSERT_THAT(Migrate(options_, {first_}), IsOk());
  ASSERT_THAT(connection_->Execute("UPDATE schema_migration SET stream = ''").status(), IsOk());
  EXPECT_THAT(ToStd(Migrate(options_, {second_}).message()), HasSubstr("0001_test.sql"));
}

TEST_F(MigrationsTest, AStepInCodeThatFailedIsRunAgain) {
  Migration step = Of(2, "-- What SQL cannot do.\ncount a  -- twice\n  b\n");
  step.name = "0002_count.step";
  int runs = 0;
  const MigrationSteps steps = {
      {"count", [&runs](Connection&, const std::vector<std::string>& arguments) {
         EXPECT_THAT(arguments, testing::ElementsAre("a", "b"));
         return ++runs == 1 ? absl::UnavailableError("away") : absl::OkStatus();
       }}};
  EXPECT_THAT(ToStd(Migrate(options_, {first_, step}, steps).message()), HasSubstr("away"));
  EXPECT_THAT(CheckMigrated(*connection_, {first_, step}), Not(IsOk()));
  EXPECT_THAT(Migrate(options_, {first_, step}, steps), IsOk());
  EXPECT_THAT(Migrate(options_, {first_, step}, steps), IsOk());
  EXPECT_EQ(runs, 2);
  EXPECT_THAT(CheckMigrated(*connection_, {first_, step}), IsOk());
}

TEST(LoadMigrationsTest, NumbersRunWithoutGaps) {
  const test::TemporaryDirectory folder;
  test::WriteFile(folder / "0001_a.sql", "DO 0");
  test::WriteFile(folder / "0003_c.sql", "DO 0");
  EXPECT_THAT(ToStd(LoadMigrations("test", folder.path()).status().message()),
              HasSubstr("2 is missing"));
  test::WriteFile(folder / "0002_b.sql", "DO 0");
  const auto loaded = LoadMigrations("test", folder.path());
  ASSERT_THAT(loaded, IsOk());
  EXPECT_EQ(loaded->size(), 3u);
  test::WriteFile(folder / "next.sql", "DO 0");
  EXPECT_THAT(LoadMigrations("test", folder.path()), Not(IsOk()));
}

}  // namespace
}  // namespace concordat
