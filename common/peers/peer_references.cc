#include "common/peers/peer_references.h"

#include <absl/strings/str_split.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/peers/peer_resources.h"
#include "common/resource/resource_index.h"

namespace concordat {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(1);
// What a peer takes in one request.
constexpr size_t kMaxNames = 2000;

// `programme` of the message concordat.programme.v1.Project.
std::string KeeperOf(const std::string& name) {
  const ResourceType* type = TypeOfName(name);
  if (type == nullptr) return "";
  const std::vector<std::string> package =
      absl::StrSplit(type->descriptor()->file()->package(), '.');
  return package.size() > 1 ? package[1] : "";
}

// Adds those of the names that the peer does not hold to `missing`.
absl::Status AskPeer(const PeerLedger& peer, const Caller& caller,
                     std::span<const std::string> names, std::vector<std::string>* missing) {
  while (!names.empty()) {
    const auto part = names.first(std::min(names.size(), kMaxNames));
    names = names.subspan(part.size());
    ledger::v1::ResolveReferencesRequest request;
    request.mutable_names()->Add(part.begin(), part.end());
    auto response =
        peer.resolve(caller, request, std::min(caller.deadline, absl::Now() + kPatience));
    if (!response.ok()) {
      return ErrorWithReason(absl::StatusCode::kUnavailable, "PEER_UNAVAILABLE",
                             Concat(peer.service, " cannot say whether ", part[0], " exists"));
    }
    const std::set<std::string> existing(response->existing().begin(), response->existing().end());
    std::ranges::copy_if(part, std::back_inserter(*missing),
                         [&existing](const std::string& name) { return !existing.contains(name); });
  }
  return absl::OkStatus();
}

}  // namespace

PeerReferences MakePeerReferences(std::vector<PeerLedger> peers) {
  return [peers = std::move(peers)](
             const Caller& caller, Connection& connection,
             const std::vector<std::string>& names) -> absl::StatusOr<std::vector<std::string>> {
    auto held = FindPeerResources(connection, names);
    if (!held.ok()) return held.status();
    std::map<std::string, std::vector<std::string>> unknown;
    for (const std::string& name : names) {
      if (!held->contains(name)) unknown[KeeperOf(name)].push_back(name);
    }
    std::vector<std::string> missing;
    for (const auto& [keeper, of_keeper] : unknown) {
      const auto peer = std::ranges::find(peers, keeper, &PeerLedger::service);
      if (peer == peers.end()) {
        // Nobody keeps such resources.
        missing.insert(missing.end(), of_keeper.begin(), of_keeper.end());
        continue;
      }
      absl::Status status = AskPeer(*peer, caller, of_keeper, &missing);
      if (!status.ok()) return status;
    }
    return missing;
  };
}

}  // namespace concordat
