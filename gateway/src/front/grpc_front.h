// Native gRPC: bytes and statuses of the same dispatch as HTTP, with reflection
// and health.
#ifndef CONCORDAT_GATEWAY_FRONT_GRPC_FRONT_H_
#define CONCORDAT_GATEWAY_FRONT_GRPC_FRONT_H_

#include <absl/status/statusor.h>

#include <memory>
#include <string>

#include "gateway/src/backends/dispatch.h"

namespace concordat::gateway {

struct GrpcFrontOptions {
  // `127.0.0.1:9090`; port 0 for any that is free.
  std::string listen;
  // As PEM; plaintext where both are empty.
  std::string certificate;
  std::string key;
  int max_connections = 1000;
};

class GrpcFront {
 public:
  // The dispatch outlives the front.
  static absl::StatusOr<std::unique_ptr<GrpcFront>> Start(const GrpcFrontOptions& options,
                                                          const Dispatch& dispatch);
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
