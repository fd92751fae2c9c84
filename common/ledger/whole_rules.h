// Rules that hold over several records: a resource's own (`With` at its registration) and that
// references in an order lead nowhere back (rings.h). Every way of writing meets them here.
#ifndef CONCORDAT_COMMON_LEDGER_WHOLE_RULES_H_
#define CONCORDAT_COMMON_LEDGER_WHOLE_RULES_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/ledger/registry.h"
#include "common/sql/mysql.h"

namespace concordat {

// Before records of the type are written below a parent: where a rule holds over all of
// them, one writer at a time goes on.
absl::Status GuardAll(Connection& connection, const Registry& registry, const ResourceType& type,
                      std::string_view parent);

// After they were written: what is wrong, by name. An error of the whole is one of the
// database.
absl::StatusOr<std::map<std::string, absl::Status>> CheckWritten(
    Connection& connection, const Registry& registry, const ResourceType& type,
    const std::vector<std::string>& names);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_WHOLE_RULES_H_
