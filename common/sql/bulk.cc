#include "common/sql/bulk.h"

#include <algorithm>
#include <span>

#include "common/base/text.h"

namespace concordat {
namespace {

constexpr size_t kChunks[] = {200, 20, 1};

size_t ChunkOf(size_t left) {
  return *std::ranges::find_if(kChunks, [left](size_t size) { return size <= left; });
}

// `(?, ?, ?)`
std::string Places(size_t count) {
  std::string places = "(?";
  for (size_t i = 1; i < count; ++i) places += ", ?";
  return places + ")";
}

absl::Status ForEachChunk(
    const std::vector<std::string>& texts, std::string_view before, std::string_view after,
    absl::FunctionRef<absl::Status(const std::string&, const SqlValues&)> run) {
  std::span<const std::string> left = texts;
  while (!left.empty()) {
    const size_t size = ChunkOf(left.size());
    const SqlValues values(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(size));
    absl::Status status = run(Concat(before, Places(size), after), values);
    if (!status.ok()) return status;
    left = left.subspan(size);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int64_t> ExecuteRows(Connection& connection, std::string_view before,
                                    const std::vector<SqlValues>& rows) {
  int64_t affected = 0;
  std::span<const SqlValues> left = rows;
  while (!left.empty()) {
    const size_t size = ChunkOf(left.size());
    std::string sql(before);
    SqlValues values;
    for (const SqlValues& row : left.first(size)) {
      sql += Concat(values.empty() ? "" : ", ", Places(row.size()));
      values.insert(values.end(), row.begin(), row.end());
    }
    auto count = connection.Execute(sql, values);
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
      ForEachChunk(texts, before, "", [&](const std::string& sql, const SqlValues& values) {
        auto count = connection.Execute(sql, values);
        if (count.ok()) affected += *count;
        return count.status();
      });
  if (!status.ok()) return status;
  return affected;
}

absl::Status QueryIn(Connection& connection, std::string_view before,
                     const std::vector<std::string>& texts, std::string_view after,
                     absl::FunctionRef<absl::Status(const Row&)> on_row) {
  return ForEachChunk(texts, before, after, [&](const std::string& sql, const SqlValues& values) {
    return connection.Query(sql, values, on_row);
  });
}

}  // namespace concordat
