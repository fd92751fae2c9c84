// Health for probes (grpc.health.v1) in plaintext on a port of its own: it says
// only whether the process serves.
#ifndef CONCORDAT_COMMON_RPC_HEALTH_H_
#define CONCORDAT_COMMON_RPC_HEALTH_H_

#include <absl/status/statusor.h>

#include <memory>
#include <string>

namespace grpc {
class CallbackGenericService;
class Server;
}  // namespace grpc

namespace concordat {

// What a service calls itself where its clients watch its health on its own port.
inline constexpr char kHealthName[] = "concordat";

class HealthServer {
 public:
  static absl::StatusOr<std::unique_ptr<HealthServer>> Start(const std::string& listen);
  ~HealthServer();

  void SetServing(bool serving);
  int port() const { return port_; }

 private:
  HealthServer();
  std::unique_ptr<grpc::CallbackGenericService> others_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RPC_HEALTH_H_
