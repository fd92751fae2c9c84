// Says whether resources that peers keep exist: from the local projection, and
// for what that has not seen by one bounded call, so that a project made a
// moment ago can be used at once.
#ifndef CONCORDAT_COMMON_PEERS_PEER_REFERENCES_H_
#define CONCORDAT_COMMON_PEERS_PEER_REFERENCES_H_

#include <vector>

#include "common/ledger/ledger.h"
#include "common/peers/peer_ledger.h"

namespace concordat {

// For Ledger::set_peer_references. A keeper that does not answer within a second is not
// asked again for a while, so that one that is silent does not hold up every write.
PeerReferences MakePeerReferences(std::vector<PeerLedger> peers);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_PEERS_PEER_REFERENCES_H_
