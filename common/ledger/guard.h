// Rows that writers of different records meet at, so that of two writes that would
// together break a rule one waits for the other, or fails and is tried again. A row
// lock does not cross the nodes of a cluster; two writes of one row exclude each other.
#ifndef CONCORDAT_COMMON_LEDGER_GUARD_H_
#define CONCORDAT_COMMON_LEDGER_GUARD_H_

#include <absl/status/status.h>

#include <set>
#include <string>

#include "common/sql/mysql.h"

namespace concordat {

// For who adds records: one of the rows of each one's parent, so that many can be
// added below one parent at once.
absl::Status GuardParents(Connection& connection, const std::set<std::string>& children);

// For who needs that nothing is added below the name until the transaction ends: all
// of its rows. What was added before is visible afterwards.
absl::Status GuardWhole(Connection& connection, const std::string& name);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_GUARD_H_
