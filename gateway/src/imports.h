// The gateway's own method Imports.ImportResources.
#ifndef CONCORDAT_GATEWAY_IMPORTS_H_
#define CONCORDAT_GATEWAY_IMPORTS_H_

#include "common/method_table.h"
#include "gateway/src/backends.h"

namespace concordat::gateway {

// The backends must outlive the table.
void BindImports(const Backends& backends, MethodTable* methods);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_IMPORTS_H_
