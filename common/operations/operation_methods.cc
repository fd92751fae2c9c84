#include "common/operations/operation_methods.h"

#include <google/protobuf/empty.pb.h>

#include "common/base/text.h"

namespace concordat {
namespace {

namespace v1 = ledger::v1;

using google::longrunning::Operation;
using google::protobuf::Empty;

std::string Method(std::string_view verb) {
  return Concat("concordat.ledger.v1.Operations.", verb);
}

absl::StatusOr<Empty> Nothing(const absl::Status& status) {
  if (!status.ok()) return status;
  return Empty();
}

}  // namespace

void BindOperations(Operations* operations, MethodTable* methods) {
  methods->Bind<v1::GetOperationRequest, Operation>(
      Method("GetOperation"),
      [operations](const Caller& caller, const v1::GetOperationRequest& request) {
        return operations->Get(caller, request.name());
      });
  methods->Bind<v1::ListOperationsRequest, v1::ListOperationsResponse>(
      Method("ListOperations"),
      [operations](const Caller& caller, const v1::ListOperationsRequest& request) {
        return operations->List(caller, request);
      });
  // What was to be waited for has been (Operations::Await).
  methods->Bind<v1::WaitOperationRequest, Operation>(
      Method("WaitOperation"),
      [operations](const Caller& caller, const v1::WaitOperationRequest& request) {
        return operations->Get(caller, request.name());
      });
  methods->Bind<v1::CancelOperationRequest, Empty>(
      Method("CancelOperation"),
      [operations](const Caller& caller, const v1::CancelOperationRequest& request) {
        return Nothing(operations->Cancel(caller, request.name()));
      });
  methods->Bind<v1::DeleteOperationRequest, Empty>(
      Method("DeleteOperation"),
      [operations](const Caller& caller, const v1::DeleteOperationRequest& request) {
        return Nothing(operations->Delete(caller, request.name()));
      });
}

}  // namespace concordat
