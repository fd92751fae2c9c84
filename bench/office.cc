#include "bench/office.h"

#include <absl/time/clock.h>

#include "common/identity/assertion.h"
#include "tests/support/places.h"

namespace concordat::bench {

absl::Status Office::Call(const std::string& service, std::string_view method,
                          const google::protobuf::Message& request,
                          google::protobuf::Message* response) {
  return ChannelOf(service).Call(Options(), method, request, response);
}

TlsFiles Office::Tls(const test::TestKeys& keys) {
  return {test::ReadFile(keys.certificate("gateway")), test::ReadFile(keys.key("gateway")),
          test::ReadFile(keys.authority())};
}

PeerChannel& Office::ChannelOf(const std::string& service) {
  const std::lock_guard lock(mutex_);
  auto& channel = channels_[service];
  if (channel == nullptr) {
    channel = std::make_unique<PeerChannel>(house_.address(service), Tls(house_.keys()));
  }
  return *channel;
}

// An assertion lasts a minute; each call looks here first.
CallOptions Office::Options() {
  const std::lock_guard lock(mutex_);
  if (absl::Now() - signed_ < absl::Seconds(20)) return options_;
  Caller caller;
  caller.subject = "bench";
  caller.roles = {Role::kPartnershipOffice};
  caller.partnerships = {"*"};
  auto signer = Signer::FromJwk(test::ReadFile(house_.keys().assertion_key()));
  signed_ = absl::Now();
  options_.assertion = *SignAssertion(**signer, caller, signed_);
  return options_;
}

}  // namespace concordat::bench
