// How the records of benefits-service stand in the tables, and what of them is not told.
#ifndef CONCORDAT_BENEFITS_SERVICE_TABLES_H_
#define CONCORDAT_BENEFITS_SERVICE_TABLES_H_

#include <absl/status/statusor.h>

#include <set>
#include <string>
#include <string_view>

#include "common/ledger/records.h"

namespace concordat::benefits {

// The name of the record that the record of an alias lies below.
std::string ParentIn(std::string_view alias);

// The councils of shares that are not to be told; their shares read as those of none.
absl::StatusOr<std::set<std::string>> HiddenCouncils(const Records& records);

// The names of all records of the partnership that are exempt for its reader.
absl::StatusOr<std::set<std::string>> NotTold(const Records& records);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_TABLES_H_
