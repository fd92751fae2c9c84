// What is told of an operation, and to whom.
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_VIEW_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_VIEW_H_

#include "common/identity/caller.h"
#include "common/operations/operation_record.h"
#include "google/longrunning/operations_proto.pb.h"

namespace concordat {

// True for who began it, and for who sees all operations of its partnership.
bool MaySee(const Caller& caller, const OperationRecord& record);

// As the caller is told of it. The result, and what an error says beyond its code, is left
// out for a caller that may not see what is exempt where the work could.
google::longrunning::Operation ToOperation(const Caller& caller, const OperationRecord& record);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_VIEW_H_
