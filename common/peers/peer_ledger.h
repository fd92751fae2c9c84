// A peer's ledger as this service calls it, apart from how the call travels.
#ifndef CONCORDAT_COMMON_PEERS_PEER_LEDGER_H_
#define CONCORDAT_COMMON_PEERS_PEER_LEDGER_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <functional>
#include <string>

#include "common/identity/caller.h"
#include "common/peers/peer_channel.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat {

struct PeerLedger {
  // `programme`: the package of the resources that it keeps.
  std::string service;

  // Under this service's own identity, for background work.
  std::function<absl::StatusOr<concordat::ledger::v1::ListChangesResponse>(
      const concordat::ledger::v1::ListChangesRequest&, absl::Time deadline)>
      list_changes;

  // On behalf of a caller.
  std::function<absl::StatusOr<concordat::ledger::v1::ResolveReferencesResponse>(
      const Caller&, const concordat::ledger::v1::ResolveReferencesRequest&, absl::Time deadline)>
      resolve;
};

// The ledger of the service at the other end of a channel, which must outlive it.
PeerLedger LedgerOver(PeerChannel* channel, std::string service);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_PEERS_PEER_LEDGER_H_
