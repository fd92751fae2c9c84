// Long-running operations of one service: what takes longer than a call is asked for once,
// goes on whatever becomes of the client, and is taken up by another replica when the one
// that works on it is lost (ADR 0032).
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATIONS_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATIONS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "common/identity/caller.h"
#include "common/ledger/ledger.h"
#include "common/operations/operation_runner.h"
#include "common/operations/operation_waits.h"
#include "concordat/ledger/v1/operation.pb.h"
#include "google/longrunning/operations_proto.pb.h"

namespace concordat {

class Operations {
 public:
  // The ledger must outlive it.
  explicit Operations(const Ledger* ledger, OperationOptions options = {});

  // Before Start: what is done for operations that the method begins.
  void Add(std::string method, OperationKind kind);
  // Works on operations from now on, where any can be asked for.
  void Start();
  // Whoever waits goes on with an answer.
  void StopWaiting() { waits_.Stop(); }

  // Writes down what is asked, as one write (AIP-155), and answers with its operation. The
  // request names the partnership by its parent or name. NOT_FOUND for one that is not
  // there, RESOURCE_EXHAUSTED with the reason TOO_MANY_OPERATIONS beyond what may wait.
  absl::StatusOr<google::longrunning::Operation> Begin(const Caller& caller,
                                                       const std::string& method,
                                                       const google::protobuf::Message& request);

  absl::StatusOr<google::longrunning::Operation> Get(const Caller& caller,
                                                     const std::string& name) const;
  absl::StatusOr<ledger::v1::ListOperationsResponse> List(
      const Caller& caller, const ledger::v1::ListOperationsRequest& request) const;
  absl::Status Cancel(const Caller& caller, const std::string& name);
  absl::Status Delete(const Caller& caller, const std::string& name);

  // As FeedWaits: true where the request waits for an operation, and then `go` is called
  // once, from another thread; false where it need not wait.
  bool Await(const google::protobuf::Message& request, const Caller& caller,
             const OperationWaits::Done& go);

  // What this replica works on now.
  int running() const { return runner_ == nullptr ? 0 : runner_->running(); }

 private:
  const Ledger& ledger_;
  const OperationOptions options_;
  OperationKinds kinds_;
  OperationWaits waits_;
  std::unique_ptr<OperationRunner> runner_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATIONS_H_
