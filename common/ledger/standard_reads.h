// The six standard methods, generic over the message: what every resource needs
// stands here once. A resource adds only its own rules (registry.h).
#ifndef CONCORDAT_COMMON_LEDGER_STANDARD_READS_H_
#define CONCORDAT_COMMON_LEDGER_STANDARD_READS_H_

#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include "common/identity/caller.h"
#include "common/ledger/ledger.h"
#include "common/ledger/temporal_store.h"
#include "common/rpc/method_table.h"

namespace concordat {

// Binds Get, List, Create, Update, Delete and Undelete of every resource of the
// ledger, by the names that scripts/new-resource gives them.
void BindStandardMethods(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_STANDARD_READS_H_
