// Lists in an order of their type, by its index: what is so today, and what was where
// little has changed since.
#ifndef CONCORDAT_COMMON_LEDGER_LIST_IN_ORDER_H_
#define CONCORDAT_COMMON_LEDGER_LIST_IN_ORDER_H_

#include <absl/status/statusor.h>

#include <optional>

#include "common/ledger/list_statement.h"
#include "common/resource/list_order.h"

namespace concordat {

// Most records below a parent whose past is sorted, and most that have ended since.
inline constexpr int64_t kMostSorted = 10'000;

// Whether no more rows than that come of a query.
absl::StatusOr<bool> AreFew(Connection& connection, const SqlPart& rows);

// The index that has a list in its order, where little has ended since the day and few
// changes have come since the moment: these are sorted beside it.
absl::StatusOr<std::optional<OrderedPlace>> PlaceInOrder(Connection& connection,
                                                         const ResourceType& type,
                                                         const ListQuery& query, const ReadAt& at);

SqlPart InOrder(const ResourceType& type, const ListQuery& query, const ReadAt& at,
                const OrderedPlace& place);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_LIST_IN_ORDER_H_
