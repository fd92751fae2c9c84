// Asks the other services for what lies below a record of this one.
#ifndef CONCORDAT_COMMON_PEERS_PEER_CHILDREN_H_
#define CONCORDAT_COMMON_PEERS_PEER_CHILDREN_H_

#include <string>

#include "common/ledger/ledger.h"
#include "common/peers/peers.h"

namespace concordat {

// For Ledger::set_live_elsewhere: asks all services but `own`, side by side. The peers
// must outlive it.
LiveElsewhere MakeLiveElsewhere(const Peers& peers, const std::string& own);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_PEERS_PEER_CHILDREN_H_
