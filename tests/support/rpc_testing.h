// For tests: a server over mutual TLS on a unix socket, and assertions for it.
#ifndef CONCORDAT_TESTS_SUPPORT_RPC_TESTING_H_
#define CONCORDAT_TESTS_SUPPORT_RPC_TESTING_H_

#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "common/identity/assertion.h"
#include "common/peers/peer_channel.h"
#include "common/rpc/rpc_server.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/project_service.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_keys.h"

namespace concordat::test {

inline constexpr char kGetProject[] = "concordat.programme.v1.Projects.GetProject";
inline constexpr char kProjectName[] = "partnerships/north/projects/bridge";

inline TlsFiles TlsOf(std::string_view peer) {
  const TestKeys& keys = TestKeys::Shared();
  return {ReadFile(keys.certificate(peer)), ReadFile(keys.key(peer)), ReadFile(keys.authority())};
}

inline std::unique_ptr<AssertionVerifier> NewVerifier() {
  auto keys = KeySet::FromJson(ReadFile(TestKeys::Shared().assertion_jwks()));
  EXPECT_THAT(keys, IsOk());
  return std::make_unique<AssertionVerifier>(*std::move(keys));
}

// What the gateway would say of a reader of the partnership `north`.
inline std::string AssertionOf(Role role = Role::kReader, absl::Time now = absl::Now()) {
  auto signer = Signer::FromJwk(ReadFile(TestKeys::Shared().assertion_key()));
  EXPECT_THAT(signer, IsOk());
  Caller caller;
  caller.subject = "somebody";
  caller.roles = {role};
  caller.partnerships = {"north"};
  auto assertion = SignAssertion(**signer, caller, now);
  EXPECT_THAT(assertion, IsOk());
  return *assertion;
}

// Serves the methods of a test, on a socket of its own.
class ServerUnderTest {
 public:
  using GetProject = std::function<absl::StatusOr<programme::v1::Project>(
      const Caller&, const programme::v1::GetProjectRequest&)>;

  explicit ServerUnderTest(GetProject handler, RpcServerOptions options = {}) {
    methods_.Bind<programme::v1::GetProjectRequest, programme::v1::Project>(kGetProject,
                                                                            std::move(handler));
    Start(std::move(options));
  }

  // To be bound before they are called.
  MethodTable& methods() { return methods_; }
  std::string address() const { return "unix:" + (folder_ / "s"); }
  std::unique_ptr<PeerChannel> Connect(std::string_view peer = "gateway") const {
    return std::make_unique<PeerChannel>(address(), TlsOf(peer));
  }
  RpcServer& server() { return *server_; }
  void Stop() { server_.reset(); }
  void Start(RpcServerOptions options = {}) {
    options.service = "programme";
    if (options.listen.empty()) options.listen = address();
    options.tls = TlsOf("programme-service");
    auto server = RpcServer::Start(std::move(options), &methods_, verifier_.get());
    ASSERT_THAT(server, IsOk());
    server_ = *std::move(server);
  }

 private:
  TemporaryDirectory folder_;
  MethodTable methods_;
  std::unique_ptr<AssertionVerifier> verifier_ = NewVerifier();
  std::unique_ptr<RpcServer> server_;
};

// Options of a call that a reader of `north` makes now.
inline CallOptions AsReader(absl::Duration limit = absl::Seconds(10)) {
  CallOptions options;
  options.assertion = AssertionOf();
  options.deadline = absl::Now() + limit;
  return options;
}

inline programme::v1::GetProjectRequest AskFor(std::string_view name = kProjectName) {
  programme::v1::GetProjectRequest request;
  request.set_name(std::string(name));
  return request;
}

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_RPC_TESTING_H_
