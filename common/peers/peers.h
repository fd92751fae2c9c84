// The channels to the other services, by their names.
#ifndef CONCORDAT_COMMON_PEERS_PEERS_H_
#define CONCORDAT_COMMON_PEERS_PEERS_H_

#include <absl/time/time.h>
#include <google/protobuf/descriptor.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/environment.h"
#include "common/identity/tls.h"
#include "common/peers/peer_channel.h"

namespace concordat {

// gRPC target of each service that is used, by its name.
using PeerAddresses = std::map<std::string, std::string, std::less<>>;

// From the environment; a service whose variable is not set is left out.
PeerAddresses ReadPeerAddresses(EnvironmentReader& environment);

class Peers {
 public:
  Peers() = default;
  Peers(const PeerAddresses& addresses, const TlsFiles& tls);

  // `programme`, `benefits`, `risk`; nullptr for one that is not configured.
  PeerChannel* Named(std::string_view name) const;
  // The service that has a method or keeps a message; nullptr for none of them.
  PeerChannel* Of(const google::protobuf::FileDescriptor& file) const;

  // The names of those that do not answer within the time; empty when all do.
  std::vector<std::string> Unreachable(absl::Duration limit) const;
  size_t size() const { return channels_.size(); }

 private:
  std::map<std::string, std::unique_ptr<PeerChannel>, std::less<>> channels_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_PEERS_PEERS_H_
