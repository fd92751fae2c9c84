// For tests: a gateway with both its fronts over one backend of the test, each
// reached through its socket.
#ifndef CONCORDAT_TESTS_SUPPORT_GATEWAY_TESTING_H_
#define CONCORDAT_TESTS_SUPPORT_GATEWAY_TESTING_H_

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <future>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/rpc/wire.h"
#include "common/telemetry/telemetry.h"
#include "gateway/src/backends/dispatch.h"
#include "gateway/src/front/grpc_front.h"
#include "gateway/src/front/http_front.h"
#include "gateway/src/http/http_server.h"
#include "tests/support/http_client.h"
#include "tests/support/rpc_testing.h"

namespace concordat::test {

inline std::unique_ptr<gateway::Identity> NewIdentity() {
  const TestKeys& keys = TestKeys::Shared();
  gateway::IdentityOptions options;
  options.keys_file = keys.identity_jwks();
  options.claims = {kTokenIssuer, kTokenAudience, absl::Seconds(60)};
  auto signer = Signer::FromJwk(ReadFile(keys.assertion_key()));
  EXPECT_THAT(signer, IsOk());
  auto identity = gateway::Identity::Create(options, *std::move(signer));
  EXPECT_THAT(identity, IsOk());
  return *std::move(identity);
}

// What a gRPC client gets.
struct RpcAnswer {
  absl::Status status;
  grpc::ByteBuffer bytes;
  std::map<std::string, std::string> metadata;
};

class GatewayUnderTest {
 public:
  // The backend is programme and benefits; nobody is risk.
  explicit GatewayUnderTest(ServerUnderTest::GetProject handler,
                            gateway::CallerLimitOptions limits = {})
      : service_(std::move(handler)),
        backends_({{"programme", service_.address()},
                   {"benefits", service_.address()},
                   {"risk", "unix:/nobody/there"}},
                  TlsOf("gateway")),
        limits_(limits) {
    gateway::HttpServerOptions options;
    options.listen = "127.0.0.1:0";
    auto http = gateway::HttpServer::Start(
        options,
        [this](gateway::HttpRequest request, gateway::Respond respond) {
          front_.Handle(std::move(request), std::move(respond));
        },
        [this](const gateway::HttpRequest& head) { return front_.BodyLimit(head); });
    EXPECT_THAT(http, IsOk());
    http_ = *std::move(http);
    gateway::GrpcFrontOptions grpc_options;
    grpc_options.listen = "127.0.0.1:0";
    auto grpc = gateway::GrpcFront::Start(grpc_options, dispatch_);
    EXPECT_THAT(grpc, IsOk());
    grpc_ = *std::move(grpc);
    stub_ = std::make_unique<grpc::GenericStub>(grpc::CreateChannel(
        Concat("127.0.0.1:", grpc_->port()), grpc::InsecureChannelCredentials()));
  }

  // Methods of the gateway's own; to be bound before they are called.
  MethodTable& local() { return local_; }
  ServerUnderTest& service() { return service_; }
  const Peers& backends() const { return backends_; }
  int http_port() const { return http_->port(); }

  // Over gRPC: calls `/concordat.programme.v1.Projects/GetProject` and waits. The
  // context is the test's own where it wants to cancel.
  RpcAnswer Call(const std::string& path, const google::protobuf::Message& request,
                 const std::string& token, absl::Duration limit = absl::Seconds(20),
                 grpc::ClientContext* given = nullptr) {
    grpc::ClientContext own;
    grpc::ClientContext& context = given == nullptr ? own : *given;
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    context.set_deadline(absl::ToChronoTime(absl::Now() + limit));
    const grpc::ByteBuffer bytes = ToBytes(request);
    RpcAnswer answer;
    std::promise<grpc::Status> done;
    stub_->UnaryCall(&context, path, grpc::StubOptions(), &bytes, &answer.bytes,
                     [&done](grpc::Status status) { done.set_value(std::move(status)); });
    answer.status = FromGrpc(done.get_future().get());
    for (const auto& [name, value] : context.GetServerInitialMetadata()) {
      answer.metadata.emplace(std::string(name.data(), name.size()),
                              std::string(value.data(), value.size()));
    }
    return answer;
  }

  HttpAnswer Send(std::string method, std::string target,
                  std::map<std::string, std::string> headers = {}, std::string body = "",
                  bool with_token = true) {
    if (with_token) headers["Authorization"] = "Bearer " + TestKeys::Shared().token("operator");
    return test::Send(http_->port(),
                      {std::move(method), std::move(target), std::move(headers), std::move(body)});
  }

 private:
  const Telemetry telemetry_{"gateway", {}};
  ServerUnderTest service_;
  Peers backends_;
  gateway::Router router_{gateway::PublicServices()};
  MethodTable local_;
  std::unique_ptr<gateway::Identity> identity_ = NewIdentity();
  WorkerPool workers_{2, 8};
  gateway::CallerLimits limits_;
  const gateway::Dispatch dispatch_{
      gateway::DispatchParts{identity_.get(), &backends_, &local_, &workers_, &limits_}};
  const gateway::HttpFront front_{gateway::HttpFrontParts{
      &router_, &dispatch_, &backends_, &workers_, {"https://board.example"}}};
  std::unique_ptr<gateway::HttpServer> http_;
  std::unique_ptr<gateway::GrpcFront> grpc_;
  std::unique_ptr<grpc::GenericStub> stub_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_GATEWAY_TESTING_H_
