// The tables that hold what a peer's feed has told: which resources it keeps,
// over which days, from which place of its feed to which.
#ifndef CONCORDAT_COMMON_PEERS_PEER_RESOURCES_H_
#define CONCORDAT_COMMON_PEERS_PEER_RESOURCES_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/sql/mysql.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat {

// How far the peer's feed has been read; nothing before the first time.
absl::StatusOr<std::optional<concordat::ledger::v1::Position>> ReadPeerCursor(
    Connection& connection, const std::string& service);

// Takes in a page of the peer's feed and moves the cursor to `reached`.
absl::Status ApplyPage(Connection& connection, const std::string& service,
                       const concordat::ledger::v1::ListChangesResponse& page);

// Forgets a peer, at most `limit` rows at a time and the cursor last; true when
// nothing is left.
absl::StatusOr<bool> ForgetPeer(Connection& connection, const std::string& service, int64_t limit);

// Those of the names that are held and not deleted.
absl::StatusOr<std::set<std::string>> FindPeerResources(Connection& connection,
                                                        const std::vector<std::string>& names);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_PEERS_PEER_RESOURCES_H_
