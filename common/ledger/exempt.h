// What those may not see who may not see what is exempt (docs/reference/access.md).
#ifndef CONCORDAT_COMMON_LEDGER_EXEMPT_H_
#define CONCORDAT_COMMON_LEDGER_EXEMPT_H_

#include <absl/status/statusor.h>

#include <string>

#include "common/ledger/ledger.h"
#include "common/ledger/read_at.h"
#include "common/sql/mysql.h"

namespace concordat {

// True when something of the partnership `parent`, or something that belongs to no
// partnership, may be exempt for a read: here, with a peer, or by what `at` says.
absl::StatusOr<bool> MayBeExempt(Connection& connection, const Registry& registry,
                                 const std::string& parent, const ReadAt& at);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_EXEMPT_H_
