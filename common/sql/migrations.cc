#include "common/sql/migrations.h"

#include <absl/strings/numbers.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "common/base/digest.h"
#include "common/base/text.h"

namespace concordat {
namespace {

constexpr char kCreateMigrations[] =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    " version INT NOT NULL, name VARCHAR(200) NOT NULL, checksum CHAR(64) NOT NULL,"
    " begin_time BIGINT NOT NULL, end_time BIGINT NULL, PRIMARY KEY (version))"
    " ENGINE = InnoDB DEFAULT CHARSET = utf8mb4";
constexpr char kSelectMigrations[] =
    "SELECT version, name, checksum, end_time FROM schema_migration ORDER BY version";
// One of two that migrate at once waits for the other. The lock goes with the
// connection; where it does not reach, between nodes of a cluster, the primary
// key lets only one through and the other can be run again.
constexpr char kLock[] = "SELECT GET_LOCK(CONCAT('migrate ', LEFT(DATABASE(), 50)), 60)";
constexpr char kUnlock[] = "SELECT RELEASE_LOCK(CONCAT('migrate ', LEFT(DATABASE(), 50)))";
constexpr char kBeginMigration[] =
    "INSERT INTO schema_migration (version, name, checksum, begin_time) VALUES (?, ?, ?, ?)";
constexpr char kEndMigration[] = "UPDATE schema_migration SET end_time = ? WHERE version = ?";
struct Applied {
  std::string name;
  std::string checksum;
  bool complete = false;
};

absl::StatusOr<std::map<int, Applied>> ReadApplied(Connection& connection) {
  std::map<int, Applied> applied;
  absl::Status status = connection.Query(kSelectMigrations, {}, [&applied](const Row& row) {
    applied[row.Int(0)] = {std::string(row.Text(1)), std::string(row.Text(2)), !row.IsNull(3)};
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return applied;
}

absl::Status Lock(Connection& connection) {
  bool locked = false;
  absl::Status status = connection.Query(kLock, {}, [&locked](const Row& row) {
    locked = row.Int(0) == 1;
    return absl::OkStatus();
  });
  if (!status.ok() || locked) return status;
  return absl::UnavailableError("another migration of the schema does not end");
}

absl::Status CheckApplied(const Migration& migration, const Applied& applied) {
  if (!applied.complete) {
    return absl::FailedPreconditionError(
        Concat("migration ", migration.name,
               " is under way or has failed half-way; see schema_migration"));
  }
  if (applied.checksum != migration.checksum) {
    return absl::FailedPreconditionError(
        Concat("migration ", migration.name, " was changed after it had been applied"));
  }
  return absl::OkStatus();
}

absl::Status Apply(Connection& connection, const Migration& migration) {
  absl::Status status =
      connection
          .Execute(kBeginMigration, {int64_t{migration.version}, migration.name, migration.checksum,
                                     absl::ToUnixMicros(absl::Now())})
          .status();
  if (!status.ok()) return status;
  status = connection.RunScript(migration.sql);
  if (!status.ok()) {
    return absl::Status(status.code(), Concat(migration.name, ": ", ToStd(status.message())));
  }
  return connection
      .Execute(kEndMigration, {absl::ToUnixMicros(absl::Now()), int64_t{migration.version}})
      .status();
}

}  // namespace

absl::StatusOr<std::vector<Migration>> LoadMigrations(const std::string& folder) {
  std::vector<Migration> migrations;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".sql") continue;
    Migration migration;
    migration.name = entry.path().filename();
    if (!absl::SimpleAtoi(migration.name.substr(0, 4), &migration.version)) {
      return absl::InvalidArgumentError(
          Concat("migration ", migration.name, " does not begin with four digits"));
    }
    std::ifstream file(entry.path(), std::ios::binary);
    migration.sql.assign(std::istreambuf_iterator<char>(file), {});
    if (!file) return absl::UnavailableError(Concat("cannot read ", entry.path().string()));
    migration.checksum = Sha256Hex(migration.sql);
    migrations.push_back(std::move(migration));
  }
  if (error) return absl::NotFoundError(Concat("cannot read the migrations in ", folder));
  std::ranges::sort(migrations, {}, &Migration::version);
  for (size_t i = 0; i < migrations.size(); ++i) {
    if (migrations[i].version != static_cast<int>(i) + 1) {
      return absl::InvalidArgumentError(Concat("migration ", i + 1, " is missing in ", folder));
    }
  }
  return migrations;
}

namespace {

absl::Status MigrateLocked(Connection& connection, const std::vector<Migration>& migrations) {
  absl::Status status = connection.Execute(kCreateMigrations).status();
  if (!status.ok()) return status;
  auto applied = ReadApplied(connection);
  if (!applied.ok()) return applied.status();
  for (const Migration& migration : migrations) {
    const auto found = applied->find(migration.version);
    status = found == applied->end() ? Apply(connection, migration)
                                     : CheckApplied(migration, found->second);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Migrate(Connection& connection, const std::vector<Migration>& migrations) {
  absl::Status status = Lock(connection);
  if (!status.ok()) return status;
  status = MigrateLocked(connection, migrations);
  const absl::Status unlocked =
      connection.Query(kUnlock, {}, [](const Row&) { return absl::OkStatus(); });
  return status.ok() ? unlocked : status;
}

absl::Status CheckMigrated(Connection& connection, const std::vector<Migration>& migrations) {
  auto applied = ReadApplied(connection);
  if (!applied.ok()) return applied.status();
  if (applied->size() > migrations.size()) {
    return absl::FailedPreconditionError("the schema is newer than this program");
  }
  for (const Migration& migration : migrations) {
    const auto found = applied->find(migration.version);
    if (found == applied->end()) {
      return absl::FailedPreconditionError(
          Concat("migration ", migration.name, " has not been applied; run migrate"));
    }
    absl::Status status = CheckApplied(migration, found->second);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace concordat
