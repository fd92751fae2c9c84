#include "common/ledger/list_parts.h"

#include <algorithm>
#include <utility>

#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "common/sql/sql_part.h"

namespace concordat {
namespace {

constexpr char kEngineCells[] =
    "t.name, t.uid, t.deleted, t.create_time, t.record_time, t.effective_from, t.valid_from,"
    " t.recorded_by, ";

// A moment with at most so many changes since is read by these.
constexpr int64_t kFewChanges = 500;
constexpr char kCountSince[] =
    "SELECT (SELECT COALESCE(MAX(position), 0) FROM feed) - ?,"
    " (SELECT COUNT(*) FROM (SELECT 1 FROM outbox LIMIT 501) waiting)";

constexpr char kSuperseded[] =
    " LEFT JOIN feed superseded ON superseded.change_id = t.superseded_by";

// By the names of columns, or in a union by the places of cells.
std::string OrderBy(const ListQuery& query, std::string_view column, std::string_view name) {
  const char* way = query.descending ? " DESC" : "";
  if (query.order_column.empty()) return Concat(" ORDER BY ", name, way);
  return Concat(" ORDER BY ", column, way, ", ", name, way);
}

// Where the next page begins, within the order asked.
SqlPart AfterLast(const ListQuery& query) {
  if (query.after_name.empty()) return {};
  const char* beyond = query.descending ? " < ?" : " > ?";
  if (query.order_column.empty()) return {Concat(" AND t.name", beyond), {query.after_name}};
  const std::string column = Concat("t.`", query.order_column, "`");
  return {Concat(" AND (", column, beyond, " OR (", column, " = ? AND t.name", beyond, "))"),
          {*query.after_value, *query.after_value, query.after_name}};
}

SqlPart Among(const ResourceType& type, const ListQuery& query) {
  if (query.names.empty()) return BelowParent(type, query.parent);
  return IsAmong("t.name", query.names);
}

}  // namespace

std::string ListCells(const ResourceType& type, bool now) {
  return Concat("SELECT ", kEngineCells, now ? "r.revision, " : "0, ", type.select_list(),
                " FROM ");
}

SqlPart Ending(const ListQuery& query, std::string_view order) {
  SqlPart end = {std::string(order), {}};
  if (query.limit > 0) end.Add(" LIMIT ?", {int64_t{query.limit}});
  return end;
}

std::string OrderByColumns(const ListQuery& query) {
  return OrderBy(query, Concat("t.`", query.order_column, "`"), "t.name");
}

std::string OrderByPlaces(const ResourceType& type, const ListQuery& query) {
  const auto& columns = type.columns();
  const auto column = std::ranges::find(columns, query.order_column, &Column::name);
  size_t place = kFirstColumn + 1 + static_cast<size_t>(column - columns.begin());
  if (query.order_column == "create_time") place = kCreateTimeCell + 1;
  if (query.order_column == "record_time") place = kRecordTimeCell + 1;
  return OrderBy(query, Concat(place), Concat(kNameCell + 1));
}

SqlPart Union(const std::vector<SqlPart>& parts, const ListQuery& query, const std::string& order) {
  SqlPart all;
  for (const SqlPart& part : parts) {
    all.Add(all.text.empty() ? "(" : ") UNION ALL (").Add(part);
  }
  return all.Add(")").Add(Ending(query, order));
}

SqlPart Asked(const ListQuery& query) {
  SqlPart asked;
  if (!query.condition.empty()) {
    asked.Add(Concat(" AND (", query.condition, ")"), query.condition_values);
  }
  return asked.Add(AfterLast(query));
}

SqlPart Listed(const ResourceType& type, const ListQuery& query) {
  SqlPart condition = Among(type, query);
  if (!query.show_deleted) condition.Add(" AND t.deleted = 0");
  return condition.Add(Asked(query));
}

ReadAt Now(const ReadAt& at) {
  ReadAt now = at;
  now.position.reset();
  return now;
}

bool MayHaveCome(const ReadAt& at) { return at.position.has_value() && !at.nothing_since; }

absl::StatusOr<bool> FewSince(Connection& connection, int64_t position) {
  bool few = false;
  absl::Status status = connection.Query(kCountSince, {position}, [&few](const Row& row) {
    few = row.Int(0) <= kFewChanges && row.Int(1) <= kFewChanges;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return few;
}

std::vector<SqlPart> PutOutSince(const ResourceType& type, const ReadAt& at,
                                 const SqlPart& condition, const ListQuery& query) {
  const std::string cells = ListCells(type, false);
  const std::string table = Concat("`", type.table(), "` t FORCE INDEX (in_force)");
  const SqlPart end = Ending(query, OrderByColumns(query));
  SqlPart since = {Concat(cells, "feed superseded", " STRAIGHT_JOIN ", table,
                          " ON t.superseded_by = superseded.change_id", kJoinRecorded, " WHERE "),
                   {}};
  since.Add("superseded.position > ? AND ", {*at.position});
  since.Add(condition).Add(" AND ").Add(InForce(type, at)).Add(end);
  SqlPart waiting = {Concat(cells, "outbox waiting", " STRAIGHT_JOIN ", table,
                            " ON t.superseded_by = waiting.change_id", kJoinRecorded, kSuperseded,
                            " WHERE superseded.position IS NULL AND "),
                     {}};
  waiting.Add(condition).Add(" AND ").Add(InForce(type, at)).Add(end);
  return {std::move(since), std::move(waiting)};
}

}  // namespace concordat
