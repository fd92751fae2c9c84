#include "gateway/src/backends/identity.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "common/base/text.h"

namespace concordat::gateway {
namespace {

constexpr size_t kMaxKnown = 10'000;
constexpr absl::Duration kKeysCheck = absl::Seconds(5);
// An assertion is made anew while it still holds long enough for any call.
constexpr absl::Duration kAssertionReserve = absl::Seconds(20);

}  // namespace

absl::StatusOr<std::unique_ptr<Identity>> Identity::Create(IdentityOptions options,
                                                           std::unique_ptr<Signer> signer) {
  std::unique_ptr<Identity> identity(new Identity(std::move(options), std::move(signer)));
  absl::Status status = identity->ReloadKeys();
  if (!status.ok()) return status;
  return identity;
}

absl::Status Identity::ReloadKeys() {
  std::error_code error;
  const auto changed = std::filesystem::last_write_time(options_.keys_file, error);
  if (error) {
    return absl::FailedPreconditionError(
        Concat("the identity provider's keys cannot be read: ", options_.keys_file));
  }
  if (keys_ != nullptr && changed == keys_time_) return absl::OkStatus();
  std::ifstream file(options_.keys_file, std::ios::binary);
  const std::string json(std::istreambuf_iterator<char>(file), {});
  auto keys = KeySet::FromJson(json);
  if (!keys.ok()) return keys.status();
  keys_ = *std::move(keys);
  keys_time_ = changed;
  // A token of a key that has been taken away must not be remembered.
  known_.clear();
  return absl::OkStatus();
}

absl::StatusOr<VerifiedClaims> Identity::Verify(const KeySet& keys, std::string_view token,
                                                absl::Time now) const {
  auto payload = keys.Verify(token);
  if (!payload.ok()) return payload.status();
  return ReadClaims(*payload, options_.claims, now);
}

absl::StatusOr<Caller> Identity::Identify(std::string_view authorization, absl::Time now) {
  constexpr std::string_view kBearer = "Bearer ";
  // The name of a scheme has no case (RFC 9110, 11.1), and blanks may follow it.
  if (!absl::StartsWithIgnoreCase(ToAbsl(authorization), ToAbsl(kBearer))) {
    return absl::UnauthenticatedError("the request has no bearer token");
  }
  const std::string_view token =
      ToStd(absl::StripLeadingAsciiWhitespace(ToAbsl(authorization.substr(kBearer.size()))));
  std::shared_ptr<const KeySet> keys;
  {
    std::lock_guard lock(mutex_);
    if (now - keys_checked_ > kKeysCheck) {
      keys_checked_ = now;
      // Keys that cannot be read now leave those of before in force.
      ReloadKeys().IgnoreError();
    }
    const auto found = known_.find(token);
    if (found != known_.end() && now < found->second.until) return found->second.caller;
    keys = keys_;
  }
  auto verified = Verify(*keys, token, now);
  if (!verified.ok()) return verified.status();
  Caller caller = std::move(verified->caller);
  auto assertion = SignAssertion(*signer_, caller, now);
  if (!assertion.ok()) return assertion.status();
  caller.assertion = *std::move(assertion);
  std::lock_guard lock(mutex_);
  // Keys that have been taken away meanwhile vouch for nobody any more.
  if (keys != keys_) return caller;
  if (known_.size() >= kMaxKnown) known_.clear();
  known_[std::string(token)] = {
      caller, std::min(verified->expires, now + kAssertionLife - kAssertionReserve)};
  return caller;
}

}  // namespace concordat::gateway
