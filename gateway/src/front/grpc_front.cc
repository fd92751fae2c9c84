#include "gateway/src/front/grpc_front.h"

#include <absl/time/clock.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "common/base/process.h"
#include "common/base/text.h"
#include "common/identity/method_rules.h"
#include "gateway/src/front/grpc_exchange.h"
#include "gateway/src/front/grpc_listener.h"
#include "gateway/src/front/reflection.h"
#include "gateway/src/transcode/router.h"

namespace concordat::gateway {
namespace {

constexpr int kMaxMetadata = 16 << 10;
// Of one connection.
constexpr int kMaxStreams = 100;
constexpr int kStreamWindow = 64 << 10;
// Of all connections together.
constexpr size_t kMaxMemory = 256 << 20;
// A connection that does not become one, one without calls, one whose client has gone without
// a word, and one that is held for ever (also by streams that need no token) end, the last
// after the calls under way, of which none takes longer than the grace.
constexpr int kHandshakeMs = 10'000;
constexpr int kIdleMs = 60'000;
constexpr int kPingMs = 60'000;
constexpr int kPongMs = 20'000;
constexpr int kAgeMs = 30 * 60'000;
constexpr int kGraceMs = 150'000;

class Service : public grpc::CallbackGenericService {
 public:
  explicit Service(const Dispatch& dispatch) : dispatch_(dispatch) {}

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override {
    // What is served is no secret: tools ask before they have a token.
    if (IsReflection(context->method())) return NewReflectionReactor();
    return new GrpcExchange(dispatch_, context);
  }

 private:
  const Dispatch& dispatch_;
};

// What is longer than any public method takes is cut off by gRPC itself; a byte
// more than the most is refused with a reason.
int LargestMessage() {
  size_t largest = 0;
  for (const auto* service : PublicServices()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodRules rules = RulesOf(*service->method(i));
      if (rules.is_public()) largest = std::max(largest, rules.max_message);
    }
  }
  return static_cast<int>(largest) + 1;
}

std::shared_ptr<grpc::ServerCredentials> Credentials(const GrpcFrontOptions& options) {
  if (options.certificate.empty()) return grpc::InsecureServerCredentials();
  grpc::SslServerCredentialsOptions ssl;
  ssl.pem_key_cert_pairs.push_back({options.key, options.certificate});
  return grpc::SslServerCredentials(ssl);
}

}  // namespace

struct GrpcFront::Impl {
  Service service;
  std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<GrpcListener> listener;
};

GrpcFront::GrpcFront(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

GrpcFront::~GrpcFront() {
  impl_->listener.reset();
  impl_->server->GetHealthCheckService()->Shutdown();
  impl_->server->Shutdown(absl::ToChronoTime(absl::Now() + kDrain));
  impl_->server->Wait();
}

int GrpcFront::port() const { return impl_->listener->port(); }

absl::StatusOr<std::unique_ptr<GrpcFront>> GrpcFront::Start(const GrpcFrontOptions& options,
                                                            const Dispatch& dispatch) {
  auto listener = GrpcListener::Open({.listen = options.listen,
                                      .tls = !options.certificate.empty(),
                                      .max_connections = options.max_connections});
  if (!listener.ok()) return listener.status();
  auto impl = std::unique_ptr<Impl>(new Impl{Service(dispatch), {}, {}, *std::move(listener)});
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  using Acceptor = grpc::ServerBuilder::experimental_type::ExternalConnectionType;
  impl->acceptor =
      builder.experimental().AddExternalConnectionAcceptor(Acceptor::FROM_FD, Credentials(options));
  builder.RegisterCallbackGenericService(&impl->service);
  builder.SetMaxReceiveMessageSize(LargestMessage());
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMaxMetadata);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMaxStreams);
  // A stream that nobody reads yet holds a window, and no more.
  builder.AddChannelArgument(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, kStreamWindow);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeMs);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, kIdleMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kPingMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kPongMs);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, kAgeMs);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, kGraceMs);
  grpc::ResourceQuota quota("grpc front");
  builder.SetResourceQuota(quota.Resize(kMaxMemory));
  impl->server = builder.BuildAndStart();
  grpc::EnableDefaultHealthCheckService(false);
  if (impl->server == nullptr) {
    return absl::FailedPreconditionError(
        Concat("gRPC does not start on ", options.listen, ": is its certificate right?"));
  }
  impl->listener->Start([acceptor = impl->acceptor.get()](int from, int connection) {
    grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters parameters;
    parameters.listener_fd = from;
    parameters.fd = connection;
    acceptor->HandleNewConnection(&parameters);
  });
  return std::unique_ptr<GrpcFront>(new GrpcFront(std::move(impl)));
}

}  // namespace concordat::gateway
