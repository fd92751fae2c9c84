// Imports rows of one collection, all or none: each resource is created, or
// changed in the fields that the file has where it differs. What is written is what
// the standard methods would write, so the same rules hold.
#ifndef CONCORDAT_COMMON_LEDGER_IMPORT_ROWS_H_
#define CONCORDAT_COMMON_LEDGER_IMPORT_ROWS_H_

#include <absl/status/statusor.h>

#include "common/identity/caller.h"
#include "common/ledger/ledger.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat {

// Errors name `rows[i].<field>` for up to 50 rows, and say the line of the first.
absl::StatusOr<concordat::ledger::v1::ImportResourcesResponse> ImportResources(
    const Ledger& ledger, const Caller& caller,
    const concordat::ledger::v1::ImportResourcesRequest& request);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_IMPORT_ROWS_H_
