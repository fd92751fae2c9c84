#include "common/peers/peer_references.h"

#include <absl/strings/str_split.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "common/peers/breaker.h"
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

// What the peer says of the names; nothing of those that it does not answer for.
void AskPeer(const PeerLedger& peer, Breaker& breaker, const Caller& caller,
             std::span<const std::string> names, PeerAnswers* answers) {
  while (!names.empty()) {
    if (!breaker.Allows(absl::Now())) return;
    const auto part = names.first(std::min(names.size(), kMaxNames));
    names = names.subspan(part.size());
    ledger::v1::ResolveReferencesRequest request;
    request.mutable_names()->Add(part.begin(), part.end());
    auto response =
        peer.resolve(caller, request, std::min(caller.deadline, absl::Now() + kPatience));
    breaker.Tell(response.status(), absl::Now());
    if (!response.ok()) return;
    const std::set<std::string> existing(response->existing().begin(), response->existing().end());
    for (const std::string& name : part) {
      (existing.contains(name) ? answers->existing : answers->missing).insert(name);
    }
  }
}

// A peer that is asked.
struct Keeper {
  explicit Keeper(PeerLedger peer) : ledger(std::move(peer)) {}
  const PeerLedger ledger;
  Breaker breaker;
};

}  // namespace

PeerReferences MakePeerReferences(std::vector<PeerLedger> peers) {
  std::map<std::string, std::shared_ptr<Keeper>> keepers;
  for (PeerLedger& peer : peers) {
    const std::string service = peer.service;
    keepers[service] = std::make_shared<Keeper>(std::move(peer));
  }
  return [keepers = std::move(keepers)](
             const Caller& caller, Database& database,
             const std::vector<std::string>& names) -> absl::StatusOr<PeerAnswers> {
    PeerAnswers answers;
    absl::Status status = database.Read(caller.limits(), [&](Connection& connection) {
      auto held = FindPeerResources(connection, names);
      if (!held.ok()) return held.status();
      answers.existing = *std::move(held);
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    std::map<std::string, std::vector<std::string>> unknown;
    for (const std::string& name : names) {
      if (!answers.existing.contains(name)) unknown[KeeperOf(name)].push_back(name);
    }
    for (const auto& [service, of_keeper] : unknown) {
      const auto keeper = keepers.find(service);
      if (keeper == keepers.end()) {
        // Nobody keeps such resources.
        answers.missing.insert(of_keeper.begin(), of_keeper.end());
      } else {
        AskPeer(keeper->second->ledger, keeper->second->breaker, caller, of_keeper, &answers);
      }
    }
    return answers;
  };
}

}  // namespace concordat
