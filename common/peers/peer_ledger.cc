#include "common/peers/peer_ledger.h"

#include <absl/time/clock.h>

#include <utility>

namespace concordat {

using ledger::v1::ListChangesRequest;
using ledger::v1::ListChangesResponse;
using ledger::v1::ResolveReferencesRequest;
using ledger::v1::ResolveReferencesResponse;

PeerLedger LedgerOver(PeerChannel* channel, std::string service) {
  PeerLedger peer;
  peer.service = std::move(service);
  peer.list_changes = [channel](const ListChangesRequest& request,
                                absl::Time deadline) -> absl::StatusOr<ListChangesResponse> {
    ListChangesResponse response;
    CallOptions options;
    options.deadline = deadline;
    absl::Status status =
        channel->Call(options, "concordat.ledger.v1.Ledger.ListChanges", request, &response);
    if (!status.ok()) return status;
    return response;
  };
  peer.resolve = [channel](const Caller& caller, const ResolveReferencesRequest& request,
                           absl::Time deadline) -> absl::StatusOr<ResolveReferencesResponse> {
    ResolveReferencesResponse response;
    absl::Status status = channel->Call(caller, "concordat.ledger.v1.Ledger.ResolveReferences",
                                        request, &response, deadline - absl::Now());
    if (!status.ok()) return status;
    return response;
  };
  return peer;
}

}  // namespace concordat
