// The one map of the database's error numbers (MySQL 8 and 9, MariaDB 10.11, Galera)
// to statuses.
#ifndef CONCORDAT_COMMON_SQL_MYSQL_ERRORS_H_
#define CONCORDAT_COMMON_SQL_MYSQL_ERRORS_H_

#include <absl/status/status.h>

#include <string_view>

namespace concordat {

// Reason of what a retry of the whole transaction can mend.
inline constexpr char kWriteConflict[] = "WRITE_CONFLICT";

// ABORTED for what a retry of the whole transaction can mend, ALREADY_EXISTS for a
// duplicate key, UNAVAILABLE for a database that is away, INTERNAL for the rest.
absl::Status StatusOfDatabaseError(int error, std::string_view text);

// True for an error that leaves the connection of no further use.
bool LosesConnection(int error);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_MYSQL_ERRORS_H_
