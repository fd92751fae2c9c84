#include "common/sql/migrations.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_split.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>

#include "common/base/digest.h"
#include "common/base/text.h"

namespace concordat {
namespace {

constexpr char kCreateMigrations[] =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    " stream VARCHAR(50) NOT NULL, version INT NOT NULL, name VARCHAR(200) NOT NULL,"
    " checksum CHAR(64) NOT NULL, begin_time BIGINT NOT NULL, end_time BIGINT NULL,"
    " PRIMARY KEY (stream, version)) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4";
constexpr char kSelectMigrations[] =
    "SELECT stream, version, name, checksum, end_time FROM schema_migration"
    " ORDER BY stream, version";
// A table from before there were streams, whose rows then have none.
constexpr char kHasStreams[] =
    "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE()"
    " AND table_name = 'schema_migration' AND column_name = 'stream'";
constexpr char kAddStreams[] =
    "ALTER TABLE schema_migration ADD COLUMN stream VARCHAR(50) NOT NULL DEFAULT '' FIRST,"
    " DROP PRIMARY KEY, ADD PRIMARY KEY (stream, version)";
constexpr char kAdopt[] =
    "UPDATE schema_migration SET stream = ?, version = ?, name = ?"
    " WHERE stream = '' AND version = ?";
// One of two that migrate at once waits for the other. The lock goes with the
// connection; where it does not reach, between nodes of a cluster, the primary
// key lets only one through and the other can be run again.
constexpr char kLock[] = "SELECT GET_LOCK(CONCAT('migrate ', LEFT(DATABASE(), 50)), 60)";
constexpr char kUnlock[] = "SELECT RELEASE_LOCK(CONCAT('migrate ', LEFT(DATABASE(), 50)))";
constexpr char kBeginMigration[] =
    "INSERT INTO schema_migration (stream, version, name, checksum, begin_time)"
    " VALUES (?, ?, ?, ?, ?)";
constexpr char kEndMigration[] =
    "UPDATE schema_migration SET end_time = ? WHERE stream = ? AND version = ?";

struct Applied {
  std::string name;
  std::string checksum;
  bool complete = false;
};

// By stream and number.
using Place = std::pair<std::string, int>;
Place PlaceOf(const Migration& migration) { return {migration.stream, migration.version}; }

absl::StatusOr<std::map<Place, Applied>> ReadApplied(Connection& connection) {
  std::map<Place, Applied> applied;
  absl::Status status = connection.Query(kSelectMigrations, {}, [&applied](const Row& row) {
    applied[{std::string(row.Text(0)), static_cast<int>(row.Int(1))}] = {
        std::string(row.Text(2)), std::string(row.Text(3)), !row.IsNull(4)};
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return applied;
}

absl::StatusOr<bool> HasStreams(Connection& connection) {
  bool has = false;
  absl::Status status = connection.Query(kHasStreams, {}, [&has](const Row& row) {
    has = row.Int(0) > 0;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return has;
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

// Puts the rows of the time before streams into the stream whose migration has
// their checksum.
absl::Status AdoptFormer(Connection& connection, const std::vector<Migration>& migrations) {
  auto applied = ReadApplied(connection);
  if (!applied.ok()) return applied.status();
  for (const auto& [place, former] : *applied) {
    if (!place.first.empty()) continue;
    const auto found = std::ranges::find(migrations, former.checksum, &Migration::checksum);
    if (found == migrations.end()) {
      return absl::FailedPreconditionError(Concat("schema_migration holds ", former.name,
                                                  ", which is no migration of this program"));
    }
    absl::Status status = connection
                              .Execute(kAdopt, {found->stream, int64_t{found->version}, found->name,
                                                int64_t{place.second}})
                              .status();
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status PrepareTable(Connection& connection, const std::vector<Migration>& migrations) {
  absl::Status status = connection.Execute(kCreateMigrations).status();
  if (!status.ok()) return status;
  auto has = HasStreams(connection);
  if (!has.ok()) return has.status();
  if (!*has) status = connection.Execute(kAddStreams).status();
  return status.ok() ? AdoptFormer(connection, migrations) : status;
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

absl::Status RunStep(Connection& connection, const Migration& migration,
                     const MigrationSteps& steps) {
  std::vector<std::string> words;
  for (const auto line : absl::StrSplit(migration.content, '\n')) {
    for (const auto word :
         absl::StrSplit(line.substr(0, line.find("--")), ' ', absl::SkipWhitespace())) {
      words.emplace_back(word);
    }
  }
  const auto step = words.empty() ? steps.end() : steps.find(words.front());
  if (step == steps.end()) return absl::FailedPreconditionError("names no step of this program");
  return step->second(connection, {words.begin() + 1, words.end()});
}

// Runs what the migration holds and notes that it has ended.
absl::Status RunAndEnd(Connection& connection, const Migration& migration,
                       const MigrationSteps& steps) {
  absl::Status status = migration.IsStep() ? RunStep(connection, migration, steps)
                                           : connection.RunScript(migration.content);
  if (!status.ok()) {
    return absl::Status(status.code(), Concat(migration.name, ": ", ToStd(status.message())));
  }
  return connection
      .Execute(kEndMigration,
               {absl::ToUnixMicros(absl::Now()), migration.stream, int64_t{migration.version}})
      .status();
}

absl::Status Apply(Connection& connection, const Migration& migration,
                   const MigrationSteps& steps) {
  absl::Status status =
      connection
          .Execute(kBeginMigration, {migration.stream, int64_t{migration.version}, migration.name,
                                     migration.checksum, absl::ToUnixMicros(absl::Now())})
          .status();
  return status.ok() ? RunAndEnd(connection, migration, steps) : status;
}

}  // namespace

absl::StatusOr<std::vector<Migration>> LoadMigrations(std::string_view stream,
                                                      const std::string& folder) {
  std::vector<Migration> migrations;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".sql" && entry.path().extension() != ".step") continue;
    Migration migration;
    migration.stream = stream;
    migration.name = entry.path().filename();
    if (!absl::SimpleAtoi(migration.name.substr(0, 4), &migration.version)) {
      return absl::InvalidArgumentError(
          Concat("migration ", migration.name, " does not begin with four digits"));
    }
    std::ifstream file(entry.path(), std::ios::binary);
    migration.content.assign(std::istreambuf_iterator<char>(file), {});
    if (!file) return absl::UnavailableError(Concat("cannot read ", entry.path().string()));
    migration.checksum = Sha256Hex(migration.content);
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

absl::Status MigrateLocked(Connection& connection, const std::vector<Migration>& migrations,
                           const MigrationSteps& steps) {
  absl::Status status = PrepareTable(connection, migrations);
  if (!status.ok()) return status;
  auto applied = ReadApplied(connection);
  if (!applied.ok()) return applied.status();
  for (const Migration& migration : migrations) {
    const auto found = applied->find(PlaceOf(migration));
    if (found == applied->end()) {
      status = Apply(connection, migration, steps);
    } else {
      const Applied& before = found->second;
      const bool resume =
          migration.IsStep() && !before.complete && before.checksum == migration.checksum;
      status = resume ? RunAndEnd(connection, migration, steps) : CheckApplied(migration, before);
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Migrate(Connection& connection, const std::vector<Migration>& migrations,
                     const MigrationSteps& steps) {
  absl::Status status = Lock(connection);
  if (!status.ok()) return status;
  status = MigrateLocked(connection, migrations, steps);
  const absl::Status unlocked =
      connection.Query(kUnlock, {}, [](const Row&) { return absl::OkStatus(); });
  return status.ok() ? unlocked : status;
}

absl::Status CheckMigrated(Connection& connection, const std::vector<Migration>& migrations) {
  auto has = HasStreams(connection);
  if (!has.ok()) return has.status();
  if (!*has) {
    return absl::FailedPreconditionError(
        "the schema is not migrated, or by an older program; run migrate");
  }
  auto applied = ReadApplied(connection);
  if (!applied.ok()) return applied.status();
  if (applied->size() > migrations.size()) {
    return absl::FailedPreconditionError("the schema is newer than this program");
  }
  for (const Migration& migration : migrations) {
    const auto found = applied->find(PlaceOf(migration));
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
