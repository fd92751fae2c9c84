// Who calls, with what deadline, as every handler gets it.
#ifndef CONCORDAT_COMMON_IDENTITY_CALLER_H_
#define CONCORDAT_COMMON_IDENTITY_CALLER_H_

#include <absl/time/time.h>

#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "common/base/call_limits.h"

namespace concordat {

// The roles of docs/reference/access.md.
enum class Role {
  kReader,
  kCouncilEditor,
  kCouncilApprover,
  kPartnershipOffice,
  kAuditor,
  kIntegration,
  kOperator,
};

struct Caller {
  // Subject of the verified assertion; `service:<name>` for background work.
  std::string subject;
  std::vector<Role> roles;
  // Partnership ids the caller may see; `*` stands for all.
  std::vector<std::string> partnerships;
  // Council id a council-editor or approver acts for; empty for others.
  std::string council;
  // Name in the client certificate: `gateway`, `programme-service`, …
  std::string peer;
  // The signed assertion, forwarded unchanged to peers.
  std::string assertion;
  absl::Time deadline = absl::InfiniteFuture();
  // Stopped when the client goes away: nobody waits for the answer any more.
  std::stop_token cancelled;
  std::string trace_id;
  // Position pinned by a report for this service: everything is read as known
  // there. Only accepted from the gateway and from peers.
  std::optional<int64_t> pinned_position;
  // The epoch of the feed that the position is of, where another process named it.
  std::optional<int64_t> pinned_epoch;
  // The whole vector that the position is of, for calls to peers:
  // `programme=1:12,benefits=1:9,risk=1:4`.
  std::string pins;
  // Where a method of the gateway may put HTTP headers of its answer; null elsewhere.
  std::map<std::string, std::string>* response_headers = nullptr;

  // For the database and for calls to peers.
  CallLimits limits() const { return {deadline, cancelled}; }
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_IDENTITY_CALLER_H_
