#include "common/ledger/list_statement.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <vector>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "common/resource/list_order.h"
#include "common/sql/sql_part.h"

namespace concordat {
namespace {

constexpr char kEngineCells[] =
    "t.name, t.uid, t.deleted, t.create_time, t.record_time, t.effective_from, t.valid_from,"
    " t.recorded_by, ";

// The revision that an edit of what is in force now must name.
constexpr char kJoinRevision[] = " JOIN resource r ON r.name = t.name";

// A moment with at most so many changes since is read by these.
constexpr int64_t kFewChanges = 500;
constexpr char kCountSince[] =
    "SELECT (SELECT COALESCE(MAX(position), 0) FROM feed) - ?,"
    " (SELECT COUNT(*) FROM (SELECT 1 FROM outbox LIMIT 501) waiting)";

// Most records below a parent whose past is sorted.
constexpr int64_t kMostSorted = 10'000;

constexpr char kRecorded[] = " STRAIGHT_JOIN feed recorded ON recorded.change_id = t.recorded_by";
constexpr char kSuperseded[] =
    " LEFT JOIN feed superseded ON superseded.change_id = t.superseded_by";

std::string Cells(const ResourceType& type, bool now) {
  return Concat("SELECT ", kEngineCells, now ? "r.revision, " : "0, ", type.select_list(),
                " FROM ");
}

SqlPart Ending(const ListQuery& query, std::string_view order) {
  SqlPart end = {std::string(order), {}};
  if (query.limit > 0) end.Add(" LIMIT ?", {int64_t{query.limit}});
  return end;
}

// By the names of columns, or in a union by the places of cells.
std::string OrderBy(const ListQuery& query, std::string_view column, std::string_view name) {
  const char* way = query.descending ? " DESC" : "";
  if (query.order_column.empty()) return Concat(" ORDER BY ", name, way);
  return Concat(" ORDER BY ", column, way, ", ", name, way);
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

// The parts one after another, as one answer in order.
SqlPart Union(const std::vector<SqlPart>& parts, const ListQuery& query, const std::string& order) {
  SqlPart all;
  for (const SqlPart& part : parts) {
    all.Add(all.text.empty() ? "(" : ") UNION ALL (").Add(part);
  }
  return all.Add(")").Add(Ending(query, order));
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

// What the caller asks for, wherever it is read from.
SqlPart Asked(const ListQuery& query) {
  SqlPart asked;
  if (!query.condition.empty()) {
    asked.Add(Concat(" AND (", query.condition, ")"), query.condition_values);
  }
  return asked.Add(AfterLast(query));
}

SqlPart Among(const ResourceType& type, const ListQuery& query) {
  if (query.names.empty()) return BelowParent(type, query.parent);
  return IsAmong("t.name", query.names);
}

// Of what is so today, nothing ends: no write takes effect after today.
bool IsNewest(const ReadAt& at) {
  return !at.position.has_value() && at.day >= LondonDay(absl::Now());
}

// Exactly those rows of the index that the page shows.
SqlPart ByIndex(const ResourceType& type, const ListQuery& query, const ReadAt& at,
                const OrderedPlace& place, bool deleted) {
  SqlPart part = {Concat(Cells(type, true), "`", type.table(), "` t FORCE INDEX (",
                         place.index.name, ")", kJoinRevision, " WHERE "),
                  {}};
  if (!place.index.scope.empty()) {
    part.Add(Concat("t.", place.index.scope, " = ? AND "), {place.of});
  }
  part.Add("t.valid_to = '9999-12-31' AND t.deleted = ? AND ", {int64_t{deleted}});
  part.Add(InForce(type, at)).Add(Asked(query));
  return part.Add(Ending(query, OrderByColumns(query)));
}

SqlPart InOrder(const ResourceType& type, const ListQuery& query, const ReadAt& at,
                const OrderedPlace& place) {
  SqlPart live = ByIndex(type, query, at, place, false);
  if (!query.show_deleted) return live;
  return Union({std::move(live), ByIndex(type, query, at, place, true)}, query,
               OrderByPlaces(type, query));
}

// As known where few changes have come since: what is in force now and was then, and
// what those changes put out of force, the ones that wait for their place too. The
// history before costs nothing.
SqlPart ByChangesSince(const ResourceType& type, const ReadAt& at, const SqlPart& condition,
                       const ListQuery& query) {
  const std::string cells = Cells(type, false);
  const std::string table = Concat("`", type.table(), "` t FORCE INDEX (in_force)");
  const SqlPart end = Ending(query, OrderByColumns(query));
  ReadAt now = at;
  now.position.reset();
  SqlPart still = {Concat(cells, table, kRecorded, " WHERE "), {}};
  still.Add(condition).Add(" AND ").Add(InForce(type, now));
  still.Add(" AND recorded.position <= ?", {*at.position}).Add(end);
  SqlPart since = {Concat(cells, "feed superseded", " STRAIGHT_JOIN ", table,
                          " ON t.superseded_by = superseded.change_id", kRecorded, " WHERE "),
                   {}};
  since.Add("superseded.position > ? AND ", {*at.position});
  since.Add(condition).Add(" AND ").Add(InForce(type, at)).Add(end);
  SqlPart waiting = {Concat(cells, "outbox waiting", " STRAIGHT_JOIN ", table,
                            " ON t.superseded_by = waiting.change_id", kRecorded, kSuperseded,
                            " WHERE superseded.position IS NULL AND "),
                     {}};
  waiting.Add(condition).Add(" AND ").Add(InForce(type, at)).Add(end);
  return Union({std::move(still), std::move(since), std::move(waiting)}, query,
               OrderByPlaces(type, query));
}

// As known where nothing has come since: what is in force now, without its revision.
SqlPart AsNow(const ResourceType& type, const ReadAt& at, const SqlPart& condition) {
  ReadAt now = at;
  now.position.reset();
  SqlPart part = {Concat(Cells(type, false), "`", type.table(), "` t WHERE "), {}};
  return part.Add(condition).Add(" AND ").Add(InForce(type, now));
}

SqlPart ByName(const ResourceType& type, const ReadAt& at, const SqlPart& condition) {
  const bool now = !at.position.has_value();
  SqlPart part = {Concat(Cells(type, now), "`", type.table(), "` t", now ? kJoinRevision : "",
                         InForceJoins(at), " WHERE "),
                  {}};
  return part.Add(condition).Add(" AND ").Add(InForce(type, at));
}

absl::StatusOr<bool> FewSince(Connection& connection, int64_t position) {
  bool few = false;
  absl::Status status = connection.Query(kCountSince, {position}, [&few](const Row& row) {
    few = row.Int(0) <= kFewChanges && row.Int(1) <= kFewChanges;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return few;
}

absl::StatusOr<SqlPart> Statement(Connection& connection, const ResourceType& type,
                                  const ReadAt& at, const SqlPart& condition,
                                  const ListQuery& query) {
  if (at.position.has_value() && at.nothing_since) {
    return AsNow(type, at, condition).Add(Ending(query, OrderByColumns(query)));
  }
  if (at.position.has_value()) {
    auto few = FewSince(connection, *at.position);
    if (!few.ok()) return few.status();
    if (*few) return ByChangesSince(type, at, condition, query);
  }
  return ByName(type, at, condition).Add(Ending(query, OrderByColumns(query)));
}

}  // namespace

absl::StatusOr<SqlPart> OneStatement(Connection& connection, const ResourceType& type,
                                     const ReadAt& at, const SqlPart& condition) {
  return Statement(connection, type, at, condition, {});
}

absl::StatusOr<SqlPart> ListStatement(Connection& connection, const ResourceType& type,
                                      const ListQuery& query, const ReadAt& at) {
  if (!query.order_column.empty() && IsNewest(at)) {
    const auto place = FindOrderedPlace(type, query.order_column, query.parent);
    if (place.has_value()) return InOrder(type, query, at, *place);
  }
  SqlPart condition = Among(type, query);
  if (!query.show_deleted) condition.Add(" AND t.deleted = 0");
  return Statement(connection, type, at, condition.Add(Asked(query)), query);
}

absl::Status CheckOrder(Connection& connection, const ResourceType& type, const ListQuery& query,
                        const ReadAt& at) {
  if (query.order_column.empty() || IsNewest(at)) return absl::OkStatus();
  SqlPart count = {"SELECT COUNT(*) FROM (SELECT 1 FROM resource t WHERE ", {}};
  count.Add(BelowParent(type, query.parent));
  count.Add(" AND t.type = ? LIMIT ?) below", {type.type(), kMostSorted + 1});
  int64_t below = 0;
  absl::Status status = connection.Query(count.text, count.values, [&below](const Row& row) {
    below = row.Int(0);
    return absl::OkStatus();
  });
  if (!status.ok() || below <= kMostSorted) return status;
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "TOO_MANY_TO_ORDER",
      Concat("more than ", kMostSorted, " ", type.collection(),
             " lie there: as they were, they are listed in the order of their names alone"));
}

}  // namespace concordat
