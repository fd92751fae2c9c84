// Records that refer to others of their own kind in an order, as registers to the one
// they report into, lead nowhere back (`acyclic` in the field's rules).
#ifndef CONCORDAT_COMMON_LEDGER_RINGS_H_
#define CONCORDAT_COMMON_LEDGER_RINGS_H_

#include <absl/status/status.h>
#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "common/resource/resource_type.h"
#include "common/sql/mysql.h"

namespace concordat {

// Reason of the error.
inline constexpr char kRing[] = "RING";

// True when a record of the type names others in an order.
bool IsOrdered(const ResourceType& type);

// Before records of the type are written below a parent: one writer at a time decides
// what leads where.
absl::Status GuardOrder(Connection& connection, const ResourceType& type, std::string_view parent);

// After a record was written: FAILED_PRECONDITION, naming the way, when it leads back to
// itself, on whichever days the ways of it are.
absl::Status CheckNoRing(Connection& connection, const ResourceType& type, const std::string& name);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_RINGS_H_
