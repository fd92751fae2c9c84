#include "common/sql/migrations.h"

#include <absl/strings/match.h>
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
#include "common/sql/migration_lock.h"

namespace concordat {
namespace {

constexpr char kCreateMigrations[] =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    " stream VARCHAR(50) NOT NULL, version INT NOT NULL, name VARCHAR(200) NOT NULL,"
    " checksum CHAR(64) NOT NULL, begin_time BIGINT NOT NULL, end_time BIGINT NULL, bears INT NULL,"
    " PRIMARY KEY (stream, version)) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4";
constexpr char kSelectMigrations[] =
    "SELECT stream, version, name, checksum, end_time, bears FROM schema_migration"
    " ORDER BY stream, version";
constexpr char kHasColumn[] =
    "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE()"
    " AND table_name = 'schema_migration' AND column_name = ?";
// A table from before there were streams, whose rows then have none.
constexpr char kAddStreams[] =
    "ALTER TABLE schema_migration ADD COLUMN stream VARCHAR(50) NOT NULL DEFAULT '' FIRST,"
    " DROP PRIMARY KEY, ADD PRIMARY KEY (stream, version)";
// A migration bears no older program where nothing is said.
constexpr char kAddBears[] = "ALTER TABLE schema_migration ADD COLUMN bears INT NULL";
constexpr char kAdopt[] =
    "UPDATE schema_migration SET stream = ?, version = ?, name = ?"
    " WHERE stream = '' AND version = ?";
constexpr char kBeginMigration[] =
    "INSERT INTO schema_migration (stream, version, name, checksum, begin_time, bears)"
    " VALUES (?, ?, ?, ?, ?, ?)";
constexpr char kEndMigration[] =
    "UPDATE schema_migration SET end_time = ? WHERE stream = ? AND version = ?";

constexpr absl::Duration kPatience = absl::Minutes(10);
constexpr absl::Duration kLockLength = absl::Seconds(60);

struct Applied {
  std::string name;
  std::string checksum;
  bool complete = false;
  int bears = 0;
};

// By stream and number.
using Place = std::pair<std::string, int>;
Place PlaceOf(const Migration& migration) { return {migration.stream, migration.version}; }

absl::StatusOr<std::map<Place, Applied>> ReadApplied(Connection& connection) {
  std::map<Place, Applied> applied;
  absl::Status status = connection.Query(kSelectMigrations, {}, [&applied](const Row& row) {
    applied[{std::string(row.Text(0)), static_cast<int>(row.Int(1))}] = {
        std::string(row.Text(2)), std::string(row.Text(3)), !row.IsNull(4),
        static_cast<int>(row.IsNull(5) ? row.Int(1) : row.Int(5))};
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return applied;
}

absl::StatusOr<bool> HasColumn(Connection& connection, const char* column) {
  bool has = false;
  absl::Status status = connection.Query(kHasColumn, {column}, [&has](const Row& row) {
    has = row.Int(0) > 0;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return has;
}

absl::Status AddWhereMissing(Connection& connection, const char* column, const char* add) {
  auto has = HasColumn(connection, column);
  return !has.ok() || *has ? has.status() : connection.Execute(add).status();
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
  status = AddWhereMissing(connection, "stream", kAddStreams);
  if (status.ok()) status = AddWhereMissing(connection, "bears", kAddBears);
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
          .Execute(kBeginMigration,
                   {migration.stream, int64_t{migration.version}, migration.name,
                    migration.checksum, absl::ToUnixMicros(absl::Now()), int64_t{migration.bears}})
          .status();
  return status.ok() ? RunAndEnd(connection, migration, steps) : status;
}

// Of a line of its own, `-- bears: 3`.
int ReadBears(const Migration& migration) {
  constexpr std::string_view kBears = "-- bears: ";
  int bears = migration.version;
  for (const auto line : absl::StrSplit(migration.content, '\n')) {
    if (!absl::StartsWith(line, ToAbsl(kBears))) continue;
    if (absl::SimpleAtoi(line.substr(kBears.size()), &bears)) break;
  }
  return bears;
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
    migration.bears = ReadBears(migration);
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

absl::Status MigrateLocked(Connection& connection, MigrationLock& lock,
                           const std::vector<Migration>& migrations, const MigrationSteps& steps) {
  absl::Status status = PrepareTable(connection, migrations);
  if (!status.ok()) return status;
  auto applied = ReadApplied(connection);
  if (!applied.ok()) return applied.status();
  for (const Migration& migration : migrations) {
    status = lock.Renew();
    if (!status.ok()) return status;
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

absl::Status Migrate(const DatabaseOptions& options, const std::vector<Migration>& migrations,
                     const MigrationSteps& steps) {
  auto lock = MigrationLock::Take(options, kPatience, kLockLength);
  if (!lock.ok()) return lock.status();
  auto connection = Connection::Open(options);
  if (!connection.ok()) return connection.status();
  return MigrateLocked(**connection, **lock, migrations, steps);
}

namespace {

// What a schema may hold that this program does not know.
absl::Status CheckUnknown(const Place& place, const Applied& applied,
                          const std::map<std::string, int>& newest_known) {
  const auto known = newest_known.find(place.first);
  if (known != newest_known.end() && applied.bears <= known->second) return absl::OkStatus();
  return absl::FailedPreconditionError(
      Concat("the schema is newer than this program: ", applied.name, " bears no older one"));
}

}  // namespace

absl::Status CheckMigrated(Connection& connection, const std::vector<Migration>& migrations) {
  for (const char* column : {"stream", "bears"}) {
    auto has = HasColumn(connection, column);
    if (!has.ok()) return has.status();
    if (*has) continue;
    return absl::FailedPreconditionError(
        "the schema is not migrated, or by an older program; run migrate");
  }
  auto applied = ReadApplied(connection);
  if (!applied.ok()) return applied.status();
  std::map<std::string, int> newest_known;
  for (const Migration& migration : migrations) {
    const auto found = applied->find(PlaceOf(migration));
    if (found == applied->end()) {
      return absl::FailedPreconditionError(
          Concat("migration ", migration.name, " has not been applied; run migrate"));
    }
    absl::Status status = CheckApplied(migration, found->second);
    if (!status.ok()) return status;
    applied->erase(found);
    newest_known[migration.stream] = std::max(newest_known[migration.stream], migration.version);
  }
  for (const auto& [place, unknown] : *applied) {
    absl::Status status = CheckUnknown(place, unknown, newest_known);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace concordat
