// Who calls: the peer by its certificate, the person or system by the assertion
// that the peer forwards.
#ifndef CONCORDAT_COMMON_RPC_RPC_IDENTITY_H_
#define CONCORDAT_COMMON_RPC_RPC_IDENTITY_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <grpcpp/server_context.h>

#include <string>
#include <string_view>

#include "common/identity/access.h"
#include "common/identity/assertion.h"

namespace concordat {

// A header of the call; empty when it has none.
std::string MetadataOf(const grpc::CallbackServerContext& context, const char* key);

// The common name in the client's certificate, `gateway`.
std::string PeerOf(const grpc::CallbackServerContext& context);

// The caller with peer and pinned position of `service`, or why the peer may
// not make the call.
absl::StatusOr<Caller> IdentifyCaller(const grpc::CallbackServerContext& context,
                                      std::string_view service, const MethodRules& rules,
                                      AssertionVerifier& verifier, absl::Time now);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RPC_RPC_IDENTITY_H_
