// Numbered, checksummed migrations: applied by `migrate`, required by `serve`.
// Each stream has numbers of its own: the ledger's, which every service applies
// first, and the service's.
#ifndef CONCORDAT_COMMON_SQL_MIGRATIONS_H_
#define CONCORDAT_COMMON_SQL_MIGRATIONS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/sql/mysql.h"

namespace concordat {

struct Migration {
  // `ledger`, or the name of the service.
  std::string stream;
  int version = 0;
  // File name. `0001_ledger.sql` holds statements; `0005_fill_lists.step` names a
  // step in code and its arguments, with comments after `--`.
  std::string name;
  std::string content;
  // SHA-256 of the content, in hexadecimal.
  std::string checksum;
  // The oldest program that works on a schema with this migration, by the newest
  // migration of the stream that it knows: `-- bears: 3`. The migration's own number
  // where it says nothing: older programs refuse the schema.
  int bears = 0;

  bool IsStep() const { return name.ends_with(".step"); }
};

// What SQL cannot do. A step commits as it goes and does nothing a second time,
// so that one that was interrupted is just run again.
using MigrationStep =
    std::function<absl::Status(Connection&, const std::vector<std::string>& arguments)>;
using MigrationSteps = std::map<std::string, MigrationStep, std::less<>>;

// Reads the migrations of a folder; their numbers must run from 1 without gaps.
absl::StatusOr<std::vector<Migration>> LoadMigrations(std::string_view stream,
                                                      const std::string& folder);

// Applies what has not been applied, in the order given, one caller at a time. A
// migration that was changed after it was applied stops everything with
// FAILED_PRECONDITION; so does SQL that failed half-way: DDL cannot be rolled back,
// so a person must look. What was applied before there were streams is known by
// its checksum.
absl::Status Migrate(const DatabaseOptions& options, const std::vector<Migration>& migrations,
                     const MigrationSteps& steps = {});

// OK when these migrations have been applied, unchanged, and no others but such as bear
// a program that does not know them: a replica of the version before goes on beside the
// new ones, and starts again.
absl::Status CheckMigrated(Connection& connection, const std::vector<Migration>& migrations);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_MIGRATIONS_H_
