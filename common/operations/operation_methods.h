// The methods of concordat.ledger.v1.Operations, and of those that begin an operation.
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_METHODS_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_METHODS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "common/identity/caller.h"
#include "common/operations/operations.h"
#include "common/rpc/method_table.h"

namespace concordat {

// Binds Get, List, Wait, Cancel and Delete. The operations must outlive the table.
void BindOperations(Operations* operations, MethodTable* methods);

// Binds a method that begins an operation and answers with it:
// `concordat.risk.v1.Simulations.Simulate`. Its access says who may ask. `check` is asked
// before anything is written, and may be empty; `work` answers with the result.
template <typename Request, typename Result>
void BindOperation(Operations* operations, std::string_view method,
                   std::function<absl::Status(const Caller&, const Request&)> check,
                   std::function<absl::StatusOr<Result>(OperationRun&, const Request&)> work,
                   MethodTable* methods) {
  const std::string name(method);
  operations->Add(
      name, {Request::descriptor(),
             [work = std::move(work)](OperationRun& run, const google::protobuf::Message& request)
                 -> absl::StatusOr<MessagePtr> {
               auto result = work(run, static_cast<const Request&>(request));
               if (!result.ok()) return result.status();
               return std::make_unique<Result>(*std::move(result));
             }});
  methods->Bind<Request, google::longrunning::Operation>(
      method,
      [operations, name, check = std::move(check)](const Caller& caller, const Request& request)
          -> absl::StatusOr<google::longrunning::Operation> {
        const absl::Status status = check ? check(caller, request) : absl::OkStatus();
        if (!status.ok()) return status;
        return operations->Begin(caller, name, request);
      });
}

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_METHODS_H_
