#include "common/ledger/list_in_order.h"

#include <absl/time/clock.h>

#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "common/ledger/list_parts.h"
#include "common/sql/sql_part.h"

namespace concordat {
namespace {

// Of what is so today, nothing ends: no write takes effect after today.
bool IsOfToday(const ReadAt& at) { return at.day >= LondonDay(absl::Now()); }

// Whose records stand beside one another in the index, of those that were not superseded.
SqlPart InPlace(const OrderedPlace& place) {
  if (place.index.scope.empty()) return {"t.superseded_by IS NULL", {}};
  return {Concat("t.", place.index.scope, " = ? AND t.superseded_by IS NULL"), {place.of}};
}

// Which slices of an index are meant: those that have not ended, exactly the rows that the
// page shows, or those that have ended since the day.
enum class Ends { kNever, kSince };

SqlPart ByIndex(const ResourceType& type, const ListQuery& query, const ReadAt& at,
                const OrderedPlace& place, bool deleted, Ends ends) {
  const bool now = !at.position.has_value();
  SqlPart part = {
      Concat(ListCells(type, now), "`", type.table(), "` t FORCE INDEX (", place.index.name, ")",
             now ? kJoinRevision : "", MayHaveCome(at) ? kJoinRecorded : "", " WHERE "),
      {}};
  part.Add(InPlace(place));
  part.Add(ends == Ends::kNever ? " AND t.valid_to = '9999-12-31'"
                                : " AND t.valid_to < '9999-12-31'");
  part.Add(" AND t.deleted = ? AND ", {int64_t{deleted}}).Add(InForce(type, Now(at)));
  if (MayHaveCome(at)) part.Add(" AND recorded.position <= ?", {*at.position});
  return part.Add(Asked(query)).Add(Ending(query, OrderByColumns(query)));
}

}  // namespace

absl::StatusOr<bool> AreFew(Connection& connection, const SqlPart& rows) {
  SqlPart count = {"SELECT COUNT(*) FROM (", {}};
  count.Add(rows).Add(" LIMIT ?) some", {kMostSorted + 1});
  int64_t found = 0;
  absl::Status status = connection.Query(count.text, count.values, [&found](const Row& row) {
    found = row.Int(0);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return found <= kMostSorted;
}

absl::StatusOr<std::optional<OrderedPlace>> PlaceInOrder(Connection& connection,
                                                         const ResourceType& type,
                                                         const ListQuery& query, const ReadAt& at) {
  if (query.order_column.empty() || query.is_part) return std::nullopt;
  auto place = FindOrderedPlace(type, query.order_column, query.parent);
  if (!place.has_value()) return std::nullopt;
  if (MayHaveCome(at)) {
    auto few = FewSince(connection, *at.position);
    if (!few.ok()) return few.status();
    if (!*few) return std::nullopt;
  }
  if (IsOfToday(at)) return place;
  SqlPart ended = {
      Concat("SELECT 1 FROM `", type.table(), "` t FORCE INDEX (", place->index.name, ") WHERE "),
      {}};
  ended.Add(InPlace(*place))
      .Add(" AND t.valid_to > ? AND t.valid_to < '9999-12-31'", {FormatDay(at.day)});
  auto few = AreFew(connection, ended);
  if (!few.ok()) return few.status();
  if (!*few) place.reset();
  return place;
}

SqlPart InOrder(const ResourceType& type, const ListQuery& query, const ReadAt& at,
                const OrderedPlace& place) {
  std::vector<SqlPart> parts;
  const auto add = [&](bool deleted) {
    parts.push_back(ByIndex(type, query, at, place, deleted, Ends::kNever));
    if (IsOfToday(at)) return;
    parts.push_back(ByIndex(type, query, at, place, deleted, Ends::kSince));
  };
  add(false);
  if (query.show_deleted) add(true);
  if (MayHaveCome(at)) {
    for (SqlPart& part : PutOutSince(type, at, Listed(type, query), query)) {
      parts.push_back(std::move(part));
    }
  }
  if (parts.size() == 1) return std::move(parts.front());
  return Union(parts, query, OrderByPlaces(type, query));
}

}  // namespace concordat
