// One call under way between a front and the work. Lives until it has ended.
#ifndef CONCORDAT_GATEWAY_BACKENDS_DISPATCHED_CALL_H_
#define CONCORDAT_GATEWAY_BACKENDS_DISPATCHED_CALL_H_

#include <memory>

#include "common/identity/method_rules.h"
#include "gateway/src/backends/dispatch.h"

namespace concordat::gateway {

class DispatchedCall : public std::enable_shared_from_this<DispatchedCall> {
 public:
  DispatchedCall(const DispatchParts& parts, RetryBudget& retries,
                 const google::protobuf::MethodDescriptor& method, Payload request, Caller caller,
                 const RequestRecord& record, DispatchDone done);
  // Nobody waits for nothing: a call that was dropped, wherever, ends as INTERNAL.
  ~DispatchedCall();

  void Run();

 private:
  // What holds for every call before its work begins.
  absl::Status Check();
  absl::Status Begin();
  // The work of a method of our own, on a worker.
  absl::Status RunLocally();
  void Forward(PeerChannel* backend, int attempt);
  // As soon as the service can be reached; where it cannot, ends a moment later with the status.
  void TryAgain(PeerChannel* backend, int attempt, const absl::Status& status);
  // Waits a moment for a replica to be there, without holding the worker.
  bool Comes(PeerChannel& backend) const;
  // Whether a call that nobody answered may be made again.
  bool MayRetry(int attempt);
  void End(absl::Status status);

  const DispatchParts& parts_;
  RetryBudget& retries_;
  const google::protobuf::MethodDescriptor& method_;
  const MethodRules rules_;
  Payload request_;
  Caller caller_;
  CallerLimits::Slot slot_;
  const RequestRecord& record_;
  DispatchAnswer answer_;
  DispatchDone done_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BACKENDS_DISPATCHED_CALL_H_
