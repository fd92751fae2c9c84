#include "common/rpc/rpc_server.h"

#include <absl/time/clock.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "common/base/errors.h"
#include "common/base/process.h"
#include "common/base/text.h"
#include "common/base/worker_pool.h"
#include "common/identity/tls.h"
#include "common/rpc/health.h"
#include "common/rpc/rpc_reactor.h"
#include "common/telemetry/worker_metrics.h"

namespace concordat {
namespace {

constexpr int kMinPingMs = 10'000;

class Service : public grpc::CallbackGenericService {
 public:
  explicit Service(RpcHouse house) : house_(house) {}

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override {
    return new RpcReactor(house_, context);
  }

 private:
  const RpcHouse house_;
};

// What is longer than any method takes is cut off by gRPC itself.
int LargestMessage(const MethodTable& methods) {
  size_t largest = 0;
  for (const auto* method : methods.All()) largest = std::max(largest, method->rules.max_message);
  return static_cast<int>(largest);
}

}  // namespace

struct RpcServer::Impl {
  RpcServerOptions options;
  std::shared_ptr<WorkerPool> callers;
  std::shared_ptr<WorkerPool> heavy;
  std::shared_ptr<WorkerPool> peers;
  std::unique_ptr<Service> service;
  std::unique_ptr<grpc::Server> server;
  int port = 0;

  Impl(RpcServerOptions given, const MethodTable* methods, AssertionVerifier* verifier)
      : options(std::move(given)),
        callers(std::make_shared<WorkerPool>(options.workers, options.queue)),
        heavy(std::make_shared<WorkerPool>(options.heavy_workers, options.queue)),
        peers(std::make_shared<WorkerPool>(options.peer_workers, options.queue)),
        service(std::make_unique<Service>(
            RpcHouse{options, *methods, *verifier, *callers, *heavy, *peers})) {}
};

RpcServer::RpcServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

RpcServer::~RpcServer() {
  // Clients that watch go elsewhere, and their watching ends.
  impl_->server->GetHealthCheckService()->Shutdown();
  impl_->server->Shutdown(absl::ToChronoTime(absl::Now() + kDrain));
  impl_->server->Wait();
}

void RpcServer::SetServing(bool serving) {
  impl_->server->GetHealthCheckService()->SetServingStatus(kHealthName, serving);
}

int RpcServer::port() const { return impl_->port; }

absl::StatusOr<std::unique_ptr<RpcServer>> RpcServer::Start(RpcServerOptions options,
                                                            const MethodTable* methods,
                                                            AssertionVerifier* verifier) {
  auto impl = std::make_unique<Impl>(std::move(options), methods, verifier);
  grpc::ServerBuilder builder;
  builder.AddListeningPort(impl->options.listen, ServerTls(impl->options.tls), &impl->port);
  builder.RegisterCallbackGenericService(impl->service.get());
  builder.SetMaxReceiveMessageSize(LargestMessage(*methods));
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMaxMetadataBytes);
  // Peers ask every 30 s whether we are there (peer_channel.cc); that is no abuse.
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kMinPingMs);
  if (impl->options.max_connection_age != absl::InfiniteDuration()) {
    builder.AddChannelArgument(
        GRPC_ARG_MAX_CONNECTION_AGE_MS,
        static_cast<int>(absl::ToInt64Milliseconds(impl->options.max_connection_age)));
  }
  grpc::EnableDefaultHealthCheckService(true);
  impl->server = builder.BuildAndStart();
  grpc::EnableDefaultHealthCheckService(false);
  if (impl->server == nullptr) {
    return absl::FailedPreconditionError(
        Concat("cannot listen on ", impl->options.listen, ": is the address in use?"));
  }
  impl->server->GetHealthCheckService()->SetServingStatus(kHealthName, true);
  RegisterWorkerMetrics(
      {{"callers", impl->callers}, {"heavy", impl->heavy}, {"peers", impl->peers}});
  return std::unique_ptr<RpcServer>(new RpcServer(std::move(impl)));
}

}  // namespace concordat
