// One unary call on a service's server, from its first byte to its log line.
#ifndef CONCORDAT_COMMON_RPC_RPC_REACTOR_H_
#define CONCORDAT_COMMON_RPC_RPC_REACTOR_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <grpcpp/generic/async_generic_service.h>

#include <stop_token>
#include <string>

#include "common/base/message_fields.h"
#include "common/base/worker_pool.h"
#include "common/rpc/method_table.h"
#include "common/rpc/rpc_server.h"

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
  WorkerPool& Lane() const;
  // On a worker, from the first line to the last: throws nothing.
  void Work();
  // Within its span, which ends before the answer leaves.
  absl::StatusOr<grpc::ByteBuffer> Serve();
  // From bytes to bytes, by everything that a handler need not know of.
  absl::StatusOr<grpc::ByteBuffer> Handle();
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
  std::stop_source gone_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RPC_RPC_REACTOR_H_
