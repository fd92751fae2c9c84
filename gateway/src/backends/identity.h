// Who calls: bearer tokens checked against the identity provider's keys, turned
// into the gateway's own short assertion for the services.
#ifndef CONCORDAT_GATEWAY_BACKENDS_IDENTITY_H_
#define CONCORDAT_GATEWAY_BACKENDS_IDENTITY_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "common/identity/assertion.h"
#include "common/identity/caller.h"
#include "common/identity/jws.h"

namespace concordat::gateway {

struct IdentityOptions {
  // File with the provider's key set; read again when it changes.
  std::string keys_file;
  ClaimRules claims;
};

// Safe for many threads.
class Identity {
 public:
  static absl::StatusOr<std::unique_ptr<Identity>> Create(IdentityOptions options,
                                                          std::unique_ptr<Signer> signer);

  // The caller of an Authorization header, with a signed assertion that holds
  // for at least another 20 seconds. UNAUTHENTICATED without a valid token.
  absl::StatusOr<Caller> Identify(std::string_view authorization, absl::Time now);

 private:
  Identity(IdentityOptions options, std::unique_ptr<Signer> signer)
      : options_(std::move(options)), signer_(std::move(signer)) {}
  absl::Status ReloadKeys();
  absl::StatusOr<VerifiedClaims> Verify(const KeySet& keys, std::string_view token,
                                        absl::Time now) const;

  struct Known {
    Caller caller;
    // When the token or its assertion must be looked at again.
    absl::Time until;
  };
  const IdentityOptions options_;
  const std::unique_ptr<Signer> signer_;
  std::mutex mutex_;
  std::shared_ptr<const KeySet> keys_;
  std::filesystem::file_time_type keys_time_;
  absl::Time keys_checked_;
  std::map<std::string, Known, std::less<>> known_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BACKENDS_IDENTITY_H_
