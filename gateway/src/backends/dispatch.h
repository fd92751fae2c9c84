// The one way from a front to the work: who calls, the rules of the method, then
// a service or a method of our own, and exactly one answer. Fronts only translate.
#ifndef CONCORDAT_GATEWAY_BACKENDS_DISPATCH_H_
#define CONCORDAT_GATEWAY_BACKENDS_DISPATCH_H_

#include <absl/status/statusor.h>
#include <google/protobuf/descriptor.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "common/base/worker_pool.h"
#include "common/identity/caller.h"
#include "common/peers/peers.h"
#include "common/rpc/method_table.h"
#include "gateway/src/backends/caller_limits.h"
#include "gateway/src/backends/identity.h"
#include "gateway/src/backends/payload.h"
#include "gateway/src/backends/request_record.h"
#include "gateway/src/backends/retry_budget.h"

namespace concordat::gateway {

// What calls work with; all of it outlives the dispatch.
struct DispatchParts {
  Identity* identity;
  const Peers* backends;
  // Methods of concordat.gateway.v1, which run here.
  const MethodTable* local;
  WorkerPool* workers;
  CallerLimits* limits;
};

struct DispatchAnswer {
  absl::Status status;
  Payload response;
  // What goes out beside it, such as Concordat-Positions.
  std::map<std::string, std::string> headers;
};
// Called once, on any thread.
using DispatchDone = std::function<void(DispatchAnswer)>;

class Dispatch {
 public:
  explicit Dispatch(DispatchParts parts) : parts_(parts) {}

  // Who calls, by an Authorization header; nobody for what is open. UNIMPLEMENTED
  // for what is not public (or null), UNAUTHENTICATED without a valid token.
  absl::StatusOr<Caller> Admit(const google::protobuf::MethodDescriptor* method,
                               std::string_view authorization, RequestRecord* record) const;

  // Whether Admit would let one call, asked before the request has come in.
  bool MayCall(const google::protobuf::MethodDescriptor& method,
               std::string_view authorization) const;

  // Makes the call on behalf of an admitted caller. It ends with the method's
  // deadline or the caller's, whichever is sooner, and when the caller goes away.
  // Where nobody answers, reads and writes with a request_id are tried again
  // within the budget. Whatever is thrown becomes INTERNAL. The record outlives
  // the call.
  void Call(const google::protobuf::MethodDescriptor& method, Payload request, Caller caller,
            const RequestRecord& record, DispatchDone done) const;

 private:
  const DispatchParts parts_;
  mutable RetryBudget retries_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BACKENDS_DISPATCH_H_
