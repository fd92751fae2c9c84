// The methods of concordat.ledger.v1.Ledger, which every service offers to its
// peers and to the gateway.
#ifndef CONCORDAT_COMMON_SERVICE_LEDGER_SERVICE_H_
#define CONCORDAT_COMMON_SERVICE_LEDGER_SERVICE_H_

#include <absl/status/statusor.h>

#include <functional>
#include <string>
#include <vector>

#include "common/feed/feed.h"
#include "common/findings/finding_scope.h"
#include "common/identity/caller.h"
#include "common/ledger/ledger.h"
#include "common/ledger/temporal_store.h"
#include "common/rpc/method_table.h"
#include "concordat/ledger/v1/finding.pb.h"

namespace concordat {

// What does not agree below a parent, `partnerships/{partnership}`, and concerns a
// scope. Pure but for the reads; in any order.
using FindingsFunction = std::function<absl::StatusOr<std::vector<concordat::ledger::v1::Finding>>(
    Connection&, const std::string& parent, const Scope&, const ReadAt&)>;

// Binds all five methods. The ledger and the feed must outlive the table.
void BindLedgerService(const Ledger& ledger, const Feed& feed, FindingsFunction findings,
                       MethodTable* methods);

// Those of the names that exist here now and are not deleted, sorted.
absl::StatusOr<std::vector<std::string>> ExistingNames(const Ledger& ledger, Connection& connection,
                                                       const std::vector<std::string>& names);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_LEDGER_SERVICE_H_
