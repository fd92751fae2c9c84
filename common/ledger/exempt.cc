#include "common/ledger/exempt.h"

#include <algorithm>

#include "common/base/text.h"
#include "concordat/type/v1/marking.pb.h"

namespace concordat {
namespace {

bool IsMarked(const ResourceType& type) {
  return std::ranges::any_of(type.columns(),
                             [](const Column& column) { return column.name == "marking"; });
}

}  // namespace

absl::StatusOr<bool> MayBeExempt(Connection& connection, const Registry& registry,
                                 const std::string& parent, const ReadAt& at) {
  if (at.exempt_elsewhere != nullptr && !at.exempt_elsewhere->empty()) return true;
  std::string sql;
  SqlValues values;
  for (const ResourceType* type : registry.All()) {
    if (!IsMarked(*type)) continue;
    const bool global =
        !type->pattern()[0].starts_with("partnerships") || type->pattern().size() == 2;
    sql += Concat(
        sql.empty() ? "SELECT " : " OR ", "EXISTS(SELECT 1 FROM `", type->table(),
        "` WHERE superseded_by IS NULL AND marking = ", static_cast<int>(type::v1::MARKING_EXEMPT),
        global ? "" : " AND name >= ? AND name < ?", ")");
    // `0` comes after `/`.
    if (!global) values.insert(values.end(), {parent + "/", parent + "0"});
  }
  bool found = false;
  if (sql.empty()) return found;
  absl::Status status = connection.Query(sql, values, [&found](const Row& row) {
    found = row.Int(0) != 0;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return found;
}

}  // namespace concordat
