// One unary call on a service's server, from its first byte to its log line.
#ifndef CONCORDAT_COMMON_RPC_RPC_REACTOR_H_
#define CONCORDAT_COMMON_RPC_RPC_REACTOR_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <grpcpp/generic/async_generic_service.h>

#include <string>

#include "common/base/worker_pool.h"
#include "common/base/message_fields.h"
#include "common/rpc/method_table.h"
#include "common/rpc/rpc_server.h"

namespace concordat {

// What all calls of a server share.
struct RpcHouse {
  const RpcServerOptions& options;
  const MethodTable& methods;
  AssertionVerifier& verifier;
  WorkerPool& callers;
  WorkerPool& peers;
};

// Made for each call; gRPC ends its life through OnDone.
class RpcReactor : public grpc::ServerGenericBidiReactor {
 public:
  RpcReactor(const RpcHouse& house, grpc::GenericCallbackServerContext* context);

  void OnDone() override { delete this; }
  void OnReadDone(bool ok) override;

 private:
  // OK when the call may wait for a worker.
  absl::Status Admit() const;
  void Work();
  // From bytes to message, by everything that a handler need not know of.
  absl::StatusOr<MessagePtr> Handle();
  absl::StatusOr<MessagePtr> HandleSafely();
  absl::Time Deadline() const;
  void End(const absl::Status& status);
  // The log line and the measurement.
  void Tell(const absl::Status& status) const;

  const RpcHouse& house_;
  grpc::GenericCallbackServerContext& context_;
  const absl::Time begin_;
  const MethodTable::Method* method_ = nullptr;
  std::string name_, subject_, resource_, trace_id_;
  grpc::ByteBuffer request_, response_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RPC_RPC_REACTOR_H_
