// Steps of a record's life: methods that change one record by a rule of their own, where
// a field must not be set at will. A step is a write like any other: one transaction, one
// change, repeated safely under its request id.
#ifndef CONCORDAT_COMMON_LEDGER_STEP_METHOD_H_
#define CONCORDAT_COMMON_LEDGER_STEP_METHOD_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "common/ledger/ledger.h"
#include "common/ledger/run_write.h"
#include "common/rpc/method_table.h"

namespace concordat {

// Changes the record as it is on the effective day, with its head locked.
using StepFunction = absl::FunctionRef<absl::Status(const WriteScope&, google::protobuf::Message*)>;

// Runs a step on one record within a write that is under way. `etag` is the revision that
// is expected; empty for any.
absl::Status StepOn(const Ledger& ledger, const WriteScope& scope, const ResourceType& type,
                    const std::string& name, const std::string& etag, StepFunction step);

// Runs a step on the record that the request names, and answers with it as it is then.
// NOT_FOUND where it is not there, ABORTED where the request's etag is not its newest.
absl::Status RunStep(const Ledger& ledger, const WriteRequest& write,
                     google::protobuf::Message* response, StepFunction step);

// Binds a step: `concordat.programme.v1.BoardCycle.AcceptReturn`. The ledger must outlive
// the table.
template <typename Request, typename Resource>
void BindStep(const Ledger& ledger, std::string_view method,
              std::function<absl::Status(const WriteScope&, const Request&, Resource*)> step,
              MethodTable* methods) {
  methods->Bind<Request, Resource>(
      method,
      [&ledger, method = std::string(method), step = std::move(step)](
          const Caller& caller, const Request& request) -> absl::StatusOr<Resource> {
        Resource response;
        absl::Status status =
            RunStep(ledger, {&caller, &request, method, request.effective_date()}, &response,
                    [&](const WriteScope& scope, google::protobuf::Message* record) {
                      return step(scope, request, static_cast<Resource*>(record));
                    });
        if (!status.ok()) return status;
        return response;
      });
}

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_STEP_METHOD_H_
