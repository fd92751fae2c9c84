// Imports rows of one collection, all or none: each resource is created, or
// changed in the fields that the file has where it differs. The writes are those
// of the standard methods, so the same rules hold.
#ifndef CONCORDAT_COMMON_IMPORT_ROWS_H_
#define CONCORDAT_COMMON_IMPORT_ROWS_H_

#include <absl/status/statusor.h>

#include "common/caller.h"
#include "common/catalogue.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat {

// Errors name `rows[i].<field>` for up to 50 rows, and say the line of the first.
absl::StatusOr<concordat::ledger::v1::ImportResourcesResponse> ImportResources(
    const Catalogue& catalogue, const Caller& caller,
    const concordat::ledger::v1::ImportResourcesRequest& request);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_IMPORT_ROWS_H_
