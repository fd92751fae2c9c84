// The gateway's own method Imports.ImportResources.
#ifndef CONCORDAT_GATEWAY_IMPORTS_IMPORTS_H_
#define CONCORDAT_GATEWAY_IMPORTS_IMPORTS_H_

#include "common/peers/peers.h"
#include "common/rpc/method_table.h"

namespace concordat::gateway {

// The backends must outlive the table.
void BindImports(const Peers& backends, MethodTable* methods);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_IMPORTS_IMPORTS_H_
