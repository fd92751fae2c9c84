// Numbered, checksummed migrations: applied by `migrate`, required by `serve`.
#ifndef CONCORDAT_COMMON_MIGRATIONS_H_
#define CONCORDAT_COMMON_MIGRATIONS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "common/mysql.h"
#include "common/resource_type.h"

namespace concordat {

struct Migration {
  int version = 0;
  // File name: `0001_ledger.sql`.
  std::string name;
  std::string sql;
  // SHA-256 of the SQL, in hexadecimal.
  std::string checksum;
};

// Reads the migrations of a folder; their numbers must run from 1 without gaps.
absl::StatusOr<std::vector<Migration>> LoadMigrations(const std::string& folder);

// Applies what has not been applied, one caller at a time. A migration that was changed after it
// was applied, or that failed half-way, stops everything with FAILED_PRECONDITION: DDL cannot be
// rolled back, so a person must look.
absl::Status Migrate(Connection& connection, const std::vector<Migration>& migrations);

// OK when just these migrations have been applied, unchanged.
absl::Status CheckMigrated(Connection& connection, const std::vector<Migration>& migrations);

// OK when each resource's table has the columns that its descriptor asks for;
// otherwise FAILED_PRECONDITION with the SQL that is missing.
absl::Status CheckTables(Connection& connection, const std::vector<const ResourceType*>& types);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_MIGRATIONS_H_
