// The services behind the gateway, found by the package of a method.
#ifndef CONCORDAT_GATEWAY_BACKENDS_H_
#define CONCORDAT_GATEWAY_BACKENDS_H_

#include <google/protobuf/descriptor.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "common/config.h"
#include "common/peer_channel.h"

namespace concordat::gateway {

class Backends {
 public:
  Backends(const PeerAddresses& addresses, const TlsFiles& tls);

  // The service that has a method or keeps a message; nullptr for the gateway's own.
  PeerChannel* Of(const google::protobuf::FileDescriptor& file) const;
  // By its name: `programme`, `benefits`, `risk`.
  PeerChannel* Named(std::string_view name) const;

  // The names of those that do not answer within the time; empty when all do.
  std::string Unreachable(absl::Duration limit) const;

 private:
  std::map<std::string, std::unique_ptr<PeerChannel>, std::less<>> channels_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BACKENDS_H_
