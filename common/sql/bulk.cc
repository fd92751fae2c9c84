#include "common/sql/bulk.h"

#include <algorithm>
#include <iterator>

#include "common/base/text.h"

namespace concordat {
namespace {

constexpr size_t kSizes[] = {256, 64, 16, 4, 1};

// A prepared statement may have 65,535 values; the server keeps some hundred bytes
// for each in every form of every connection, and more gain nothing.
constexpr size_t kMaxValues = 4096;
// Well below max_allowed_packet. A row that is larger goes alone.
constexpr size_t kMaxBytes = 2 << 20;

// How many rows from the front go into one statement.
size_t SizeOf(std::span<const SqlValue> values, size_t columns) {
  for (const size_t size : kSizes) {
    const size_t count = size * columns;
    if (count > values.size() || count > kMaxValues) continue;
    if (BytesOf(values.first(count)) <= kMaxBytes) return size;
  }
  return 1;
}

std::string Places(size_t count) { return Concat("(", Repeat("?", count), ")"); }

}  // namespace

std::string Repeat(std::string_view piece, size_t count) {
  std::string all;
  all.reserve(count * (piece.size() + 2));
  for (size_t i = 0; i < count; ++i) {
    if (i > 0) all += ", ";
    all += piece;
  }
  return all;
}

size_t BytesOf(std::span<const SqlValue> values) {
  size_t bytes = values.size_bytes();
  for (const SqlValue& value : values) {
    if (const auto* text = std::get_if<std::string>(&value)) bytes += text->size();
    if (const auto* blob = std::get_if<SqlBytes>(&value)) bytes += blob->bytes.size();
  }
  return bytes;
}

absl::StatusOr<int64_t> ExecuteRows(Connection& connection, const RowStatement& statement,
                                    SqlValues values) {
  const std::string row = Places(statement.columns);
  int64_t affected = 0;
  std::span<SqlValue> left = values;
  SqlValues part;
  while (!left.empty()) {
    const size_t size = SizeOf(left, statement.columns);
    const auto taken = left.first(size * statement.columns);
    left = left.subspan(taken.size());
    part.assign(std::move_iterator(taken.begin()), std::move_iterator(taken.end()));
    auto count =
        connection.Execute(Concat(statement.before, Repeat(row, size), statement.after), part);
    if (!count.ok()) return count.status();
    affected += *count;
  }
  return affected;
}

absl::StatusOr<int64_t> ExecuteIn(Connection& connection, std::string_view before,
                                  const std::vector<std::string>& texts) {
  int64_t affected = 0;
  absl::Status status =
      ForEachPart(std::span<const std::string>(texts), [&](const std::vector<std::string>& part) {
        auto count = connection.Execute(Concat(before, Places(part.size())),
                                        SqlValues(part.begin(), part.end()));
        if (count.ok()) affected += *count;
        return count.status();
      });
  if (!status.ok()) return status;
  return affected;
}

absl::Status QueryIn(Connection& connection, std::string_view before,
                     const std::vector<std::string>& texts, std::string_view after,
                     absl::FunctionRef<absl::Status(const Row&)> on_row) {
  return ForEachPart(std::span<const std::string>(texts),
                     [&](const std::vector<std::string>& part) {
                       return connection.Query(Concat(before, Places(part.size()), after),
                                               SqlValues(part.begin(), part.end()), on_row);
                     });
}

}  // namespace concordat
