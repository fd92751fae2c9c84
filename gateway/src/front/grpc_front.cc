#include "gateway/src/front/grpc_front.h"

#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "common/base/text.h"
#include "common/identity/method_rules.h"
#include "gateway/src/front/grpc_exchange.h"
#include "gateway/src/front/reflection.h"
#include "gateway/src/transcode/router.h"

namespace concordat::gateway {
namespace {

constexpr auto kDrain = std::chrono::seconds(5);
constexpr int kMaxMetadata = 16 << 10;
// Of one connection.
constexpr int kMaxStreams = 100;
constexpr int kStreamWindow = 64 << 10;
// Of all connections together.
constexpr size_t kMaxMemory = 256 << 20;

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
  std::unique_ptr<grpc::Server> server;
  int port = 0;
};

GrpcFront::GrpcFront(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

GrpcFront::~GrpcFront() {
  impl_->server->GetHealthCheckService()->Shutdown();
  impl_->server->Shutdown(std::chrono::system_clock::now() + kDrain);
  impl_->server->Wait();
}

int GrpcFront::port() const { return impl_->port; }

absl::StatusOr<std::unique_ptr<GrpcFront>> GrpcFront::Start(const GrpcFrontOptions& options,
                                                            const Dispatch& dispatch) {
  auto impl = std::unique_ptr<Impl>(new Impl{Service(dispatch), nullptr});
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  builder.AddListeningPort(options.listen, Credentials(options), &impl->port);
  builder.RegisterCallbackGenericService(&impl->service);
  builder.SetMaxReceiveMessageSize(LargestMessage());
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMaxMetadata);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMaxStreams);
  // A stream that nobody reads yet holds a window, and no more.
  builder.AddChannelArgument(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, kStreamWindow);
  grpc::ResourceQuota quota("grpc front");
  builder.SetResourceQuota(quota.Resize(kMaxMemory));
  impl->server = builder.BuildAndStart();
  grpc::EnableDefaultHealthCheckService(false);
  if (impl->server == nullptr) {
    return absl::FailedPreconditionError(
        Concat("cannot listen on ", options.listen, ": is the address in use?"));
  }
  return std::unique_ptr<GrpcFront>(new GrpcFront(std::move(impl)));
}

}  // namespace concordat::gateway
