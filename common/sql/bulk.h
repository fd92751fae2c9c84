// Statements over many rows at once, in chunks of a few fixed sizes, so that
// each has one prepared form for any number of rows.
#ifndef CONCORDAT_COMMON_SQL_BULK_H_
#define CONCORDAT_COMMON_SQL_BULK_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/sql/mysql.h"

namespace concordat {

// Runs `before (?, ?), (?, ?)…` over the rows, for example with
// `INSERT INTO feed (position, change_id) VALUES `. Answers with the rows affected.
absl::StatusOr<int64_t> ExecuteRows(Connection& connection, std::string_view before,
                                    const std::vector<SqlValues>& rows);

// Runs `before (?, ?, …)` over the texts, for example `DELETE FROM outbox WHERE
// change_id IN `. Answers with the rows affected.
absl::StatusOr<int64_t> ExecuteIn(Connection& connection, std::string_view before,
                                  const std::vector<std::string>& texts);

// Runs the query `before (?, ?, …) after` over the texts.
absl::Status QueryIn(Connection& connection, std::string_view before,
                     const std::vector<std::string>& texts, std::string_view after,
                     absl::FunctionRef<absl::Status(const Row&)> on_row);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_BULK_H_
