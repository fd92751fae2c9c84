#include "common/peers/peer_references.h"

#include <absl/strings/str_split.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/references.h"
#include "common/peers/peer_resources.h"
#include "common/resource/resource_index.h"

namespace concordat {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(1);

absl::Status NotFound(const std::string& name) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, kReferenceNotFound,
                         Concat(name, " does not exist"));
}

// `programme` of the message concordat.programme.v1.Project.
std::string KeeperOf(const std::string& name) {
  const ResourceType* type = TypeOfName(name);
  if (type == nullptr) return "";
  const std::vector<std::string> package =
      absl::StrSplit(type->descriptor()->file()->package(), '.');
  return package.size() > 1 ? package[1] : "";
}

absl::Status AskPeer(const PeerLedger& peer, const Caller& caller,
                     const std::vector<std::string>& names) {
  ledger::v1::ResolveReferencesRequest request;
  request.mutable_names()->Add(names.begin(), names.end());
  auto response = peer.resolve(caller, request, std::min(caller.deadline, absl::Now() + kPatience));
  if (!response.ok()) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, "PEER_UNAVAILABLE",
                           Concat(peer.service, " cannot say whether ", names[0], " exists"));
  }
  const std::set<std::string> existing(response->existing().begin(), response->existing().end());
  const auto missing = std::ranges::find_if(
      names, [&existing](const std::string& name) { return !existing.contains(name); });
  return missing == names.end() ? absl::OkStatus() : NotFound(*missing);
}

}  // namespace

PeerReferences MakePeerReferences(std::vector<PeerLedger> peers) {
  return [peers = std::move(peers)](const Caller& caller, Connection& connection,
                                    const std::vector<std::string>& names) -> absl::Status {
    auto held = FindPeerResources(connection, names);
    if (!held.ok()) return held.status();
    std::map<std::string, std::vector<std::string>> missing;
    for (const std::string& name : names) {
      if (!held->contains(name)) missing[KeeperOf(name)].push_back(name);
    }
    for (const auto& [keeper, of_keeper] : missing) {
      const auto peer = std::ranges::find(peers, keeper, &PeerLedger::service);
      // Nobody keeps such resources.
      if (peer == peers.end()) return NotFound(of_keeper.front());
      absl::Status status = AskPeer(*peer, caller, of_keeper);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  };
}

}  // namespace concordat
