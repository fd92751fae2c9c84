#include "common/rpc/health.h"

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include "common/base/text.h"

namespace concordat {

// The health service by itself starts no thread; beside a service of the callback
// model, which answers UNIMPLEMENTED to all else, it is served.
HealthServer::HealthServer() : others_(std::make_unique<grpc::CallbackGenericService>()) {}

HealthServer::~HealthServer() {
  if (server_ == nullptr) return;
  server_->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(1));
}

absl::StatusOr<std::unique_ptr<HealthServer>> HealthServer::Start(const std::string& listen) {
  grpc::EnableDefaultHealthCheckService(true);
  std::unique_ptr<HealthServer> health(new HealthServer());
  grpc::ServerBuilder builder;
  builder.AddListeningPort(listen, grpc::InsecureServerCredentials(), &health->port_);
  builder.RegisterCallbackGenericService(health->others_.get());
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  health->server_ = builder.BuildAndStart();
  grpc::EnableDefaultHealthCheckService(false);
  if (health->server_ == nullptr) {
    return absl::FailedPreconditionError(
        Concat("cannot listen on ", listen, ": is the address in use?"));
  }
  health->SetServing(false);
  return health;
}

void HealthServer::SetServing(bool serving) {
  server_->GetHealthCheckService()->SetServingStatus(serving);
}

}  // namespace concordat
