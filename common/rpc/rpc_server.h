// The rpc adapter: a gRPC server over a table of plain functions. It alone, with
// rpc_reactor, knows the server model (callback API over bytes, bounded workers
// for callers and for peers). For each call it takes up the trace, checks peer and caller, bounds
// the queue, applies the deadline, runs the handler, maps the status, and logs one line.
#ifndef CONCORDAT_COMMON_RPC_RPC_SERVER_H_
#define CONCORDAT_COMMON_RPC_RPC_SERVER_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <functional>
#include <memory>
#include <string>

#include "common/identity/assertion.h"
#include "common/identity/caller.h"
#include "common/identity/tls.h"
#include "common/rpc/method_table.h"

namespace concordat {

struct RpcServerOptions {
  std::string service;
  // `127.0.0.1:7001`, `127.0.0.1:0` or `unix:/path`.
  std::string listen;
  TlsFiles tls;
  int workers = 8;
  int heavy_workers = 2;
  int peer_workers = 4;
  size_t queue = 256;
  // How long a connection lasts before its client is asked to make a new one, which may go to
  // a replica that came later; calls under way end on the old one.
  absl::Duration max_connection_age = absl::InfiniteDuration();
  // What a call waits for before its handler, in no worker: false where it waits for
  // nothing, otherwise `go` is called once, from another thread.
  using Go = std::function<void(const absl::Status&)>;
  std::function<bool(const google::protobuf::Message& request, const Caller& caller, Go go)>
      waiting = nullptr;
};

class RpcServer {
 public:
  // Listens and serves at once. The table and the verifier must outlive it.
  static absl::StatusOr<std::unique_ptr<RpcServer>> Start(RpcServerOptions options,
                                                          const MethodTable* methods,
                                                          AssertionVerifier* verifier);
  // Stops taking calls, and gives those under way their time (kDrain). Handlers that
  // still run are waited for.
  ~RpcServer();

  // Says on the same port, to clients that watch, whether calls should come here
  // (grpc.health.v1, under kHealthName). They should from the start.
  void SetServing(bool serving);

  // 0 for a unix socket.
  int port() const;

 private:
  struct Impl;
  explicit RpcServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RPC_RPC_SERVER_H_
