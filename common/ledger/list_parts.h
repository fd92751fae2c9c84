// Pieces of the statements that read lists: over a row `t` of the resource's table.
#ifndef CONCORDAT_COMMON_LEDGER_LIST_PARTS_H_
#define CONCORDAT_COMMON_LEDGER_LIST_PARTS_H_

#include <absl/status/statusor.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/ledger/list_statement.h"

namespace concordat {

// The revision that an edit of what is in force now must name.
inline constexpr char kJoinRevision[] = " JOIN resource r ON r.name = t.name";
inline constexpr char kJoinRecorded[] =
    " STRAIGHT_JOIN feed recorded ON recorded.change_id = t.recorded_by";

// The cells, up to `FROM `.
std::string ListCells(const ResourceType& type, bool now);

// The order and the limit; by the names of columns, or in a union by the places of cells.
SqlPart Ending(const ListQuery& query, std::string_view order);
std::string OrderByColumns(const ListQuery& query);
std::string OrderByPlaces(const ResourceType& type, const ListQuery& query);

// The parts one after another, as one answer in order.
SqlPart Union(const std::vector<SqlPart>& parts, const ListQuery& query, const std::string& order);

// What the caller asks for, wherever it is read from; and the same with where it lies.
SqlPart Asked(const ListQuery& query);
SqlPart Listed(const ResourceType& type, const ListQuery& query);

// The same moment without its place in the feed.
ReadAt Now(const ReadAt& at);
// Whether what is in force now may have come after the moment.
bool MayHaveCome(const ReadAt& at);

// Whether few changes have come since a place in the feed, or wait for theirs.
absl::StatusOr<bool> FewSince(Connection& connection, int64_t position);

// What the changes since the moment put out of force, the ones that wait for their place
// too.
std::vector<SqlPart> PutOutSince(const ResourceType& type, const ReadAt& at,
                                 const SqlPart& condition, const ListQuery& query);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_LIST_PARTS_H_
