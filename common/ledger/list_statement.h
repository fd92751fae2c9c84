// The statement that reads resources of one type from their table, and which way: by
// what is in force now, by an order's index, by what changed since, or by all that was.
#ifndef CONCORDAT_COMMON_LEDGER_LIST_STATEMENT_H_
#define CONCORDAT_COMMON_LEDGER_LIST_STATEMENT_H_

#include <absl/status/statusor.h>

#include <optional>
#include <string>
#include <vector>

#include "common/ledger/read_at.h"
#include "common/resource/resource_type.h"
#include "common/sql/mysql.h"
#include "common/sql/sql_part.h"

namespace concordat {

struct ListQuery {
  // Parent name, with `-` for any id (AIP-159); empty for global resources.
  std::string parent;
  // Only these, at most kMaxKeysInStatement, wherever they lie; all of the parent when
  // empty.
  std::vector<std::string> names;
  // SQL condition and its values, as the filter compiler makes them; may be empty.
  std::string condition;
  SqlValues condition_values;
  // Column to order by before the name, one of the type's orders; empty for the name alone.
  std::string order_column;
  // The other way round, names too.
  bool descending = false;
  // Where the page before ended.
  std::string after_name;
  std::optional<SqlValue> after_value;
  bool show_deleted = false;
  // The condition leaves few of many, so that no index in the order is of use.
  bool is_part = false;
  // 0 for no limit.
  int limit = 0;
};

// The cells that each row begins with, before those of the type's columns.
enum EngineCell {
  kNameCell,
  kUidCell,
  kDeletedCell,
  kCreateTimeCell,
  kRecordTimeCell,
  kEffectiveFromCell,
  kValidFromCell,
  kRecordedByCell,
  kRevisionCell,
};
inline constexpr size_t kFirstColumn = 9;

// Reads the rows that fulfil a condition over `t` and are in force.
absl::StatusOr<SqlPart> OneStatement(Connection& connection, const ResourceType& type,
                                     const ReadAt& at, const SqlPart& condition);

// Reads a list in its order.
absl::StatusOr<SqlPart> ListStatement(Connection& connection, const ResourceType& type,
                                      const ListQuery& query, const ReadAt& at);

// OK where a list can be ordered by a column: what is so today has an index for it;
// what was is sorted anew for each page, and is refused where too much lies below the
// parent, with FAILED_PRECONDITION.
absl::Status CheckOrder(Connection& connection, const ResourceType& type, const ListQuery& query,
                        const ReadAt& at);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_LIST_STATEMENT_H_
