#include "gateway/src/backends.h"

namespace concordat::gateway {

Backends::Backends(const PeerAddresses& addresses, const TlsFiles& tls) {
  channels_["programme"] = std::make_unique<PeerChannel>(addresses.programme, tls);
  channels_["benefits"] = std::make_unique<PeerChannel>(addresses.benefits, tls);
  channels_["risk"] = std::make_unique<PeerChannel>(addresses.risk, tls);
}

PeerChannel* Backends::Of(const google::protobuf::FileDescriptor& file) const {
  // `concordat.programme.v1` belongs to `programme`.
  std::string_view package = file.package();
  package.remove_prefix(package.find('.') + 1);
  return Named(package.substr(0, package.find('.')));
}

PeerChannel* Backends::Named(std::string_view name) const {
  const auto found = channels_.find(name);
  return found == channels_.end() ? nullptr : found->second.get();
}

std::string Backends::Unreachable(absl::Duration limit) const {
  std::string names;
  for (const auto& [name, channel] : channels_) {
    if (channel->Reachable(limit)) continue;
    names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

}  // namespace concordat::gateway
