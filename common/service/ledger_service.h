// The methods of concordat.ledger.v1.Ledger, which every service offers to its
// peers and to the gateway.
#ifndef CONCORDAT_COMMON_SERVICE_LEDGER_SERVICE_H_
#define CONCORDAT_COMMON_SERVICE_LEDGER_SERVICE_H_

#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "common/feed/feed.h"
#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"

namespace concordat {

// Binds all but ListServiceFindings (findings_method.h). The ledger and the feed
// must outlive the table.
void BindLedgerService(const Ledger& ledger, const Feed& feed, MethodTable* methods);

// Those of the names that exist here now and are not deleted, sorted.
absl::StatusOr<std::vector<std::string>> ExistingNames(const Ledger& ledger, Connection& connection,
                                                       const std::vector<std::string>& names);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_LEDGER_SERVICE_H_
