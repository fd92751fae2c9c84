// Long-running operations: each service keeps its own, and its name says which. A call for
// one goes to its keeper like any other; a list asks all of them.
#ifndef CONCORDAT_GATEWAY_BACKENDS_OPERATION_BACKENDS_H_
#define CONCORDAT_GATEWAY_BACKENDS_OPERATION_BACKENDS_H_

#include <google/protobuf/descriptor.h>

#include "common/peers/peers.h"
#include "common/rpc/method_table.h"
#include "gateway/src/backends/payload.h"

namespace concordat::gateway {

// The service that keeps the operation that the request names; nullptr where the method is
// none of concordat.ledger.v1.Operations or the request names no operation.
PeerChannel* KeeperOfOperation(const Peers& backends,
                               const google::protobuf::MethodDescriptor& method, Payload* request);

// Binds ListOperations, and the others for names that no service keeps. The backends must
// outlive the table.
void BindOperations(const Peers& backends, MethodTable* methods);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BACKENDS_OPERATION_BACKENDS_H_
