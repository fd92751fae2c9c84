// For tests: a fresh schema with the ledger's tables, and changes put into it by hand.
#ifndef CONCORDAT_TESTS_SUPPORT_LEDGER_TESTING_H_
#define CONCORDAT_TESTS_SUPPORT_LEDGER_TESTING_H_

#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/base/digest.h"
#include "common/base/uuid.h"
#include "common/ledger/hash_chain.h"
#include "common/ledger/registry.h"
#include "common/service/all_migrations.h"
#include "common/sql/database.h"
#include "common/sql/migrations.h"
#include "concordat/ledger/v1/change.pb.h"
#include "tests/support/places.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_database.h"

namespace concordat::test {

inline absl::Time Soon() { return absl::Now() + absl::Seconds(30); }

// The SQL of the ledger's migrations.
inline std::string LedgerTables() {
  std::string sql;
  const auto migrations = LoadMigrations("ledger", InSources("common/ledger/migrations"));
  EXPECT_THAT(migrations, IsOk());
  for (const Migration& migration : *migrations) sql += migration.content;
  return sql;
}

// Brings a schema up to date, as the service's `migrate` does.
inline absl::Status MigrateService(const DatabaseOptions& options, const std::string& service,
                                   const std::vector<ResourceRegistration>& resources) {
  auto migrations = LoadMigrations("ledger", InSources("common/ledger/migrations"));
  auto own = LoadMigrations(service, InSources(service + "-service/migrations"));
  if (!migrations.ok() || !own.ok()) {
    return absl::InternalError("nothing to migrate, or nothing to do it with");
  }
  migrations->insert(migrations->end(), own->begin(), own->end());
  const Registry registry(resources);
  return Migrate(options, *migrations, AllSteps(registry));
}

// A schema of the test's own with the ledger's tables and `more` in it.
inline DatabaseOptions NewLedgerOptions(std::string_view more = "") {
  TestDatabase& server = TestDatabase::Shared();
  const std::string schema = server.NewSchema();
  server.Run("USE " + schema + ";" + LedgerTables() + std::string(more));
  DatabaseOptions options = server.Options(schema);
  options.max_connections = 16;
  return options;
}

inline std::unique_ptr<Database> NewLedger(std::string_view more = "") {
  return std::make_unique<Database>(NewLedgerOptions(more));
}

// A schema of the test's own as the service's `migrate` makes it.
inline std::unique_ptr<Database> NewServiceDatabase(
    const std::string& service, const std::vector<ResourceRegistration>& resources) {
  DatabaseOptions options = TestDatabase::Shared().Options(TestDatabase::Shared().NewSchema());
  EXPECT_THAT(MigrateService(options, service, resources), IsOk());
  return std::make_unique<Database>(options);
}

// The one number that a query answers with.
inline int64_t Number(Database& database, std::string_view sql, const SqlValues& values = {}) {
  int64_t number = -1;
  const absl::Status status = database.Read(Soon(), [&](Connection& connection) {
    return connection.Query(sql, values, [&number](const Row& row) {
      number = row.IsNull(0) ? 0 : row.Int(0);
      return absl::OkStatus();
    });
  });
  EXPECT_THAT(status, IsOk());
  return number;
}

// One statement by itself, which may be one that no transaction holds.
inline void Execute(Database& database, std::string_view sql, const SqlValues& values = {}) {
  const absl::Status status = database.Read(
      Soon(), [&](Connection& connection) { return connection.Execute(sql, values).status(); });
  EXPECT_THAT(status, IsOk());
}

// Writes a change as the ledger writer would, in the caller's transaction.
// Answers with its id.
inline absl::StatusOr<std::string> RecordChange(Connection& connection, const std::string& name,
                                                const std::string& uid, int64_t revision,
                                                absl::Time time = absl::Now()) {
  const std::string id = NewTimeUuid(time);
  const int64_t micros = absl::ToUnixMicros(time);
  concordat::ledger::v1::ChangePayload payload;
  payload.set_type("concordat.dev/Council");
  payload.set_name(name);
  payload.set_uid(uid);
  payload.set_revision(revision);
  payload.set_verb(revision == 1 ? "create" : "update");
  if (revision > 1) payload.add_superseded_from("2011-06-30");
  auto* slice = payload.add_slices();
  slice->set_valid_from("2011-06-30");
  slice->set_valid_to("9999-12-31");
  const std::string salt = RandomBytes(32);
  const std::string bytes = SerializeDeterministically(payload);
  absl::Status status = connection
                            .Execute(
                                "INSERT INTO changes VALUES (?, ?, '2011-06-30', 'someone', '', "
                                "'', ?, ?, ?, ?, ?, ?)",
                                {id, micros, payload.type(), name, uid, revision, payload.verb(),
                                 PayloadDigest(salt, bytes)})
                            .status();
  if (status.ok()) {
    status = connection
                 .Execute("INSERT INTO change_payload VALUES (?, ?, ?)",
                          {id, SqlBytes{salt}, SqlBytes{bytes}})
                 .status();
  }
  if (status.ok()) {
    status =
        connection
            .Execute("INSERT INTO outbox VALUES (?, ?, ?, ?, ?)", {id, uid, revision, micros, name})
            .status();
  }
  if (!status.ok()) return status;
  return id;
}

// The same in a transaction of its own.
inline std::string RecordOne(Database& database, const std::string& name, const std::string& uid,
                             int64_t revision, absl::Time time = absl::Now()) {
  std::string id;
  const absl::Status status = database.Transact(Soon(), [&](Connection& connection) {
    auto recorded = RecordChange(connection, name, uid, revision, time);
    if (recorded.ok()) id = *recorded;
    return recorded.status();
  });
  EXPECT_THAT(status, IsOk());
  return id;
}

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_LEDGER_TESTING_H_
