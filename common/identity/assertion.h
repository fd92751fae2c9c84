// The gateway's signed statement of who calls: made for 60 seconds, verified by
// every service, forwarded unchanged between them.
#ifndef CONCORDAT_COMMON_IDENTITY_ASSERTION_H_
#define CONCORDAT_COMMON_IDENTITY_ASSERTION_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "common/identity/caller.h"
#include "common/identity/jws.h"

namespace concordat {

inline constexpr absl::Duration kAssertionLife = absl::Seconds(60);

// Names of roles as tokens hold them: `council-editor`.
std::optional<Role> ParseRole(std::string_view name);
std::string_view RoleName(Role role);

// Reads subject, roles, partnerships and council of a token's payload, and
// checks issuer, audience and times with `leeway`. UNAUTHENTICATED otherwise.
struct ClaimRules {
  std::string issuer;
  std::string audience;
  absl::Duration leeway;
};
struct VerifiedClaims {
  Caller caller;
  absl::Time expires;
};
absl::StatusOr<VerifiedClaims> ReadClaims(std::string_view payload, const ClaimRules& rules,
                                          absl::Time now);

// Signs who the caller is.
absl::StatusOr<std::string> SignAssertion(const Signer& signer, const Caller& caller,
                                          absl::Time now);

// Verifies assertions; those verified before are known again by their bytes
// until they expire, since checking a signature costs more than most reads.
class AssertionVerifier {
 public:
  explicit AssertionVerifier(std::unique_ptr<KeySet> keys) : keys_(std::move(keys)) {}

  absl::StatusOr<Caller> Verify(std::string_view assertion, absl::Time now);

 private:
  const std::unique_ptr<KeySet> keys_;
  std::mutex mutex_;
  std::map<std::string, VerifiedClaims, std::less<>> verified_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_IDENTITY_ASSERTION_H_
