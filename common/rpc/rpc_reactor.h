// One unary call on a service's server, from its first byte to its log line.
#ifndef CONCORDAT_COMMON_RPC_RPC_REACTOR_H_
#define CONCORDAT_COMMON_RPC_RPC_REACTOR_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <grpcpp/generic/async_generic_service.h>

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>

#include "common/base/message_fields.h"
#include "common/base/worker_pool.h"
#include "common/identity/caller.h"
#include "common/rpc/method_table.h"
#include "common/rpc/rpc_server.h"
#include "common/telemetry/telemetry.h"

namespace concordat {

// What all calls of a server share.
struct RpcHouse {
  const RpcServerOptions& options;
  const MethodTable& methods;
  AssertionVerifier& verifier;
  // Of what the gateway asks for callers, quick and heavy, and of what services ask.
  WorkerPool& callers;
  WorkerPool& heavy;
  WorkerPool& peers;
};

// Made for each call; gRPC ends its life through OnDone.
class RpcReactor : public grpc::ServerGenericBidiReactor {
 public:
  RpcReactor(const RpcHouse& house, grpc::GenericCallbackServerContext* context);

  void OnDone() override { delete this; }
  void OnReadDone(bool ok) override;
  // The client went away, or its deadline passed.
  void OnCancel() override { gone_.request_stop(); }

 private:
  // OK when the call may wait for a worker.
  absl::Status Admit() const;
  struct Lane {
    std::string_view name;
    WorkerPool& pool;
  };
  Lane OwnLane() const;
  // False when its lane is full.
  bool Submit(void (RpcReactor::*part)());
  // On a worker, and on a second one where the call waits in between: throws nothing.
  void Begin();
  void Go();
  // Who calls, and what is asked of us.
  absl::Status Read();
  absl::StatusOr<grpc::ByteBuffer> Handle();
  // Runs a part of the work within the call's span.
  template <typename Part>
  std::invoke_result_t<Part> Within(Part part);
  absl::Time Deadline() const;
  // Ends the span, and the call.
  void Answer(absl::StatusOr<grpc::ByteBuffer> response);
  // Ends a call that has not begun.
  void End(const absl::Status& status);
  // The log line and the measurement.
  void Tell(const absl::Status& status) const;

  const RpcHouse& house_;
  grpc::GenericCallbackServerContext& context_;
  const absl::Time begin_;
  const MethodTable::Method* method_ = nullptr;
  std::string name_, subject_, resource_, trace_id_;
  grpc::ByteBuffer request_, response_;
  std::optional<Span> span_;
  Caller caller_;
  MessagePtr message_;
  std::stop_source gone_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RPC_RPC_REACTOR_H_
