#include "common/service/report_below.h"

#include "common/ledger/exempt.h"

namespace concordat {
namespace {

// Whether a snapshot holds all that was known at a place in the feed and nothing more.
absl::StatusOr<bool> NothingSince(Connection& connection, int64_t position) {
  bool nothing = false;
  absl::Status status = connection.Query(
      "SELECT (SELECT MAX(position) FROM feed) = ? AND NOT EXISTS (SELECT 1 FROM outbox)",
      {position}, [&nothing](const Row& row) {
        nothing = row.Int(0) != 0;
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return nothing;
}

}  // namespace

absl::Status ReadReportBelow(const Ledger& ledger, const Caller& caller,
                             const google::protobuf::Message& request,
                             const std::string& partnership,
                             absl::FunctionRef<absl::Status(Connection&, const ReadAt&)> read) {
  return ledger.database().Snapshot(caller.limits(), [&](Connection& connection) -> absl::Status {
    auto at = ResolveReadAt(caller, request);
    if (!at.ok()) return at.status();
    if (at->position.has_value()) {
      auto nothing = NothingSince(connection, *at->position);
      if (!nothing.ok()) return nothing.status();
      at->nothing_since = *nothing;
    }
    // Where nothing is exempt there is nothing to leave out.
    if (at->public_only) {
      auto exempt = MayBeExempt(connection, ledger.registry(), partnership, *at);
      if (!exempt.ok()) return exempt.status();
      at->public_only = *exempt;
    }
    return read(connection, *at);
  });
}

}  // namespace concordat
