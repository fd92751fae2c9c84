#include "common/peers/peers.h"

#include "common/base/services.h"
#include "common/base/text.h"

namespace concordat {

PeerAddresses ReadPeerAddresses(EnvironmentReader& environment) {
  PeerAddresses addresses;
  for (const std::string_view service : kServices) {
    std::string address = environment.Text(AddressVariable(service).c_str());
    if (!address.empty()) addresses.emplace(service, std::move(address));
  }
  return addresses;
}

Peers::Peers(const PeerAddresses& addresses, const TlsFiles& tls) {
  for (const auto& [name, address] : addresses) {
    channels_[name] = std::make_unique<PeerChannel>(address, tls, Concat(name, "-service"));
  }
}

PeerChannel* Peers::Named(std::string_view name) const {
  const auto found = channels_.find(name);
  return found == channels_.end() ? nullptr : found->second.get();
}

PeerChannel* Peers::Of(const google::protobuf::FileDescriptor& file) const {
  return Named(ServiceOfPackage(file.package()));
}

std::vector<std::string> Peers::Unreachable(absl::Duration limit) const {
  std::vector<std::string> names;
  for (const auto& [name, channel] : channels_) {
    if (!channel->Reachable(limit)) names.push_back(name);
  }
  return names;
}

}  // namespace concordat
