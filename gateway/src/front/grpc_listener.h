// Accepts the connections of the gRPC front. gRPC 1.51 takes whatever comes, without bound;
// here one that is too many is told so and closed.
#ifndef CONCORDAT_GATEWAY_FRONT_GRPC_LISTENER_H_
#define CONCORDAT_GATEWAY_FRONT_GRPC_LISTENER_H_

#include <absl/status/statusor.h>

#include <functional>
#include <memory>
#include <string>

namespace concordat::gateway {

struct GrpcListenerOptions {
  // `127.0.0.1:9090`; port 0 for any that is free.
  std::string listen;
  bool tls = false;
  int max_connections = 1000;
};

class GrpcListener {
 public:
  // Owns the descriptor of the connection from then on; called on one thread.
  using Take = std::function<void(int listener, int connection)>;

  static absl::StatusOr<std::unique_ptr<GrpcListener>> Open(GrpcListenerOptions options);
  // Takes no more.
  ~GrpcListener();

  // Once. Until then connections wait.
  void Start(Take take);
  int port() const;

 private:
  struct Impl;
  explicit GrpcListener(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_FRONT_GRPC_LISTENER_H_
