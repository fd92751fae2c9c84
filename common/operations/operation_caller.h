// Who asked for an operation, kept for when the work is done.
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_CALLER_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_CALLER_H_

#include "common/identity/caller.h"
#include "concordat/ledger/v1/operation.pb.h"

namespace concordat {

ledger::v1::OperationCaller KeptCaller(const Caller& caller);
Caller CallerOf(const ledger::v1::OperationCaller& kept);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_CALLER_H_
