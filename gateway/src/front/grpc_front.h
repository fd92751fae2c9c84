// Native gRPC through the same door: the same identity, the same backends and
// local methods as over HTTP, with reflection and health.
#ifndef CONCORDAT_GATEWAY_FRONT_GRPC_FRONT_H_
#define CONCORDAT_GATEWAY_FRONT_GRPC_FRONT_H_

#include <absl/status/statusor.h>

#include <memory>
#include <string>

#include "common/base/worker_pool.h"
#include "common/peers/peers.h"
#include "common/rpc/method_table.h"
#include "gateway/src/front/identity.h"

namespace concordat::gateway {

// What the front works with; all of it outlives the front.
struct GrpcFrontParts {
  Identity* identity;
  const Peers* backends;
  // Methods of concordat.gateway.v1, which run here.
  const MethodTable* local;
  WorkerPool* workers;
};

struct GrpcFrontOptions {
  // `127.0.0.1:9090`; port 0 for any that is free.
  std::string listen;
  // As PEM; plaintext where both are empty.
  std::string certificate;
  std::string key;
};

class GrpcFront {
 public:
  static absl::StatusOr<std::unique_ptr<GrpcFront>> Start(const GrpcFrontOptions& options,
                                                          GrpcFrontParts parts);
  // Stops taking calls, and gives those under way a few seconds.
  ~GrpcFront();

  int port() const;

 private:
  struct Impl;
  explicit GrpcFront(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_FRONT_GRPC_FRONT_H_
