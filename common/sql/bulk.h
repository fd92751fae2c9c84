// Statements over many rows at once. They come in a few fixed sizes, so that each
// has few prepared forms for any number of rows, and are bounded in values and
// bytes, so that none passes what a server takes.
#ifndef CONCORDAT_COMMON_SQL_BULK_H_
#define CONCORDAT_COMMON_SQL_BULK_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/sql/mysql.h"

namespace concordat {

// Bytes of memory that the values take.
size_t BytesOf(std::span<const SqlValue> values);

// A statement over rows, up to its values: `INSERT INTO feed (position, hash) VALUES `,
// and what comes after them.
struct RowStatement {
  std::string before;
  size_t columns = 0;
  std::string after;
};

// Runs `before (?, ?), (?, ?)… after` over the values, which come one row after another.
// Answers with the rows affected.
absl::StatusOr<int64_t> ExecuteRows(Connection& connection, const RowStatement& statement,
                                    SqlValues values);

// Runs `before (?, ?, …)` over the texts, for example `DELETE FROM outbox WHERE
// change_id IN `. A text may stand in a statement more than once. Answers with the
// rows affected.
absl::StatusOr<int64_t> ExecuteIn(Connection& connection, std::string_view before,
                                  const std::vector<std::string>& texts);

// Runs the query `before (?, ?, …) after` over the texts.
absl::Status QueryIn(Connection& connection, std::string_view before,
                     const std::vector<std::string>& texts, std::string_view after,
                     absl::FunctionRef<absl::Status(const Row&)> on_row);

// The most keys in one statement.
inline constexpr size_t kMaxKeysInStatement = 256;

// Gives the keys in parts of a few fixed sizes, each a power of four up to `most`;
// the last part is filled up by repeating its last key.
template <typename Key, typename Run>
absl::Status ForEachPart(std::span<const Key> keys, const Run& run,
                         size_t most = kMaxKeysInStatement) {
  while (!keys.empty()) {
    size_t size = 1;
    while (size < most && size < keys.size()) size *= 4;
    const std::span<const Key> held = keys.first(std::min(size, keys.size()));
    std::vector<Key> part(held.begin(), held.end());
    part.resize(size, part.back());
    absl::Status status = run(std::move(part));
    if (!status.ok()) return status;
    keys = keys.subspan(held.size());
  }
  return absl::OkStatus();
}

// `count` times `piece`, with commas between.
std::string Repeat(std::string_view piece, size_t count);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_BULK_H_
