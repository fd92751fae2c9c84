#include "common/rpc/rpc_identity.h"

#include <utility>

#include "common/base/text.h"
#include "common/identity/pins.h"

namespace concordat {
namespace {

constexpr std::string_view kBearer = "Bearer ";

}  // namespace

std::string MetadataOf(const grpc::CallbackServerContext& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end()) return "";
  return std::string(found->second.data(), found->second.size());
}

std::string PeerOf(const grpc::CallbackServerContext& context) {
  const auto names = context.auth_context()->FindPropertyValues("x509_common_name");
  return names.empty() ? "" : std::string(names[0].data(), names[0].size());
}

absl::StatusOr<Caller> IdentifyCaller(const grpc::CallbackServerContext& context,
                                      std::string_view service, const MethodRules& rules,
                                      AssertionVerifier& verifier, absl::Time now) {
  const std::string peer = PeerOf(context);
  const std::string authorization = MetadataOf(context, "authorization");
  const bool has_assertion = authorization.starts_with(kBearer);
  absl::Status status = CheckPeer(peer, rules, has_assertion);
  if (!status.ok()) return status;
  Caller caller;
  if (has_assertion) {
    auto verified = verifier.Verify(std::string_view(authorization).substr(kBearer.size()), now);
    if (!verified.ok()) return verified.status();
    caller = *std::move(verified);
  } else {
    caller.subject = Concat("service:", peer);
    caller.partnerships = {"*"};
  }
  caller.peer = peer;
  status = ApplyPins(MetadataOf(context, "concordat-pin"), service, &caller);
  if (!status.ok()) return status;
  return caller;
}

}  // namespace concordat
