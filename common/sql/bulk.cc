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
size_t SizeOf(std::span<const SqlValues> rows) {
  for (const size_t size : kSizes) {
    if (size > rows.size() || size * rows.front().size() > kMaxValues) continue;
    size_t bytes = 0;
    for (const SqlValues& row : rows.first(size)) bytes += BytesOf(row);
    if (bytes <= kMaxBytes) return size;
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

size_t BytesOf(const SqlValues& values) {
  size_t bytes = 0;
  for (const SqlValue& value : values) {
    if (const auto* text = std::get_if<std::string>(&value)) bytes += text->size();
    if (const auto* blob = std::get_if<SqlBytes>(&value)) bytes += blob->bytes.size();
    bytes += sizeof(int64_t);
  }
  return bytes;
}

absl::StatusOr<int64_t> ExecuteRows(Connection& connection, std::string_view before,
                                    std::vector<SqlValues> rows) {
  int64_t affected = 0;
  std::span<SqlValues> left = rows;
  while (!left.empty()) {
    const size_t size = SizeOf(left), columns = left.front().size();
    SqlValues values;
    values.reserve(size * columns);
    for (SqlValues& row : left.first(size)) std::ranges::move(row, std::back_inserter(values));
    auto count = connection.Execute(Concat(before, Repeat(Places(columns), size)), values);
    if (!count.ok()) return count.status();
    affected += *count;
    left = left.subspan(size);
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
