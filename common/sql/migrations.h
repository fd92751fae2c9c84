// Numbered, checksummed migrations: applied by `migrate`, required by `serve`.
#ifndef CONCORDAT_COMMON_SQL_MIGRATIONS_H_
#define CONCORDAT_COMMON_SQL_MIGRATIONS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "common/sql/mysql.h"

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

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_MIGRATIONS_H_
