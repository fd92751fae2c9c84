#include "common/ledger/list_statement.h"

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "common/ledger/list_in_order.h"
#include "common/ledger/list_parts.h"
#include "common/sql/sql_part.h"

namespace concordat {
namespace {

// As known where few changes have come since: what is in force now and was then, and
// what those changes put out of force. The history before costs nothing.
SqlPart ByChangesSince(const ResourceType& type, const ReadAt& at, const SqlPart& condition,
                       const ListQuery& query) {
  SqlPart still = {Concat(ListCells(type, false), "`", type.table(), "` t FORCE INDEX (in_force)",
                          kJoinRecorded, " WHERE "),
                   {}};
  still.Add(condition).Add(" AND ").Add(InForce(type, Now(at)));
  still.Add(" AND recorded.position <= ?", {*at.position});
  std::vector<SqlPart> parts = PutOutSince(type, at, condition, query);
  parts.insert(parts.begin(), still.Add(Ending(query, OrderByColumns(query))));
  return Union(parts, query, OrderByPlaces(type, query));
}

// As known where nothing has come since: what is in force now, without its revision.
SqlPart AsNow(const ResourceType& type, const ReadAt& at, const SqlPart& condition) {
  SqlPart part = {Concat(ListCells(type, false), "`", type.table(), "` t WHERE "), {}};
  return part.Add(condition).Add(" AND ").Add(InForce(type, Now(at)));
}

SqlPart ByName(const ResourceType& type, const ReadAt& at, const SqlPart& condition) {
  const bool now = !at.position.has_value();
  SqlPart part = {Concat(ListCells(type, now), "`", type.table(), "` t", now ? kJoinRevision : "",
                         InForceJoins(at), " WHERE "),
                  {}};
  return part.Add(condition).Add(" AND ").Add(InForce(type, at));
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
  auto place = PlaceInOrder(connection, type, query, at);
  if (!place.ok()) return place.status();
  if (place->has_value()) return InOrder(type, query, at, **place);
  return Statement(connection, type, at, Listed(type, query), query);
}

absl::Status CheckOrder(Connection& connection, const ResourceType& type, const ListQuery& query,
                        const ReadAt& at) {
  if (query.order_column.empty()) return absl::OkStatus();
  auto place = PlaceInOrder(connection, type, query, at);
  if (!place.ok() || place->has_value()) return place.status();
  SqlPart below = {"SELECT 1 FROM resource t WHERE ", {}};
  below.Add(BelowParent(type, query.parent)).Add(" AND t.type = ?", {type.type()});
  auto few = AreFew(connection, below);
  if (!few.ok() || *few) return few.status();
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "TOO_MANY_TO_ORDER",
      Concat("more than ", kMostSorted, " ", type.collection(),
             " lie there, and much has changed since: as they were, they are listed in the order"
             " of their names alone"));
}

}  // namespace concordat
