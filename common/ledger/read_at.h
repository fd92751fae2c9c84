// The times that a request names: of a read, and of a write.
#ifndef CONCORDAT_COMMON_LEDGER_READ_AT_H_
#define CONCORDAT_COMMON_LEDGER_READ_AT_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>
#include <absl/time/time.h>
#include <google/protobuf/message.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "common/identity/caller.h"

namespace concordat {

// The two times of a read.
struct ReadAt {
  absl::CivilDay day;
  // Place in the service's feed; everything recorded so far when absent.
  std::optional<int64_t> position;
  // Nothing has been recorded since, or waits for its place: what is in force now is what
  // was known there.
  bool nothing_since = false;
  // Leaves out what is exempt.
  bool public_only = false;
  // Records of another service that are exempt: what belongs to one of them is
  // exempt too. Null for none.
  std::shared_ptr<const std::set<std::string>> exempt_elsewhere = nullptr;
};

// The two times of a read: the request's `as_at`, and the position that the caller
// is pinned to (Feed::PinCaller). What is exempt is left out for a caller that may
// not see it, and where the request's `marking` asks for what is public; `exempt`
// of the request is then what another service calls so. INVALID_ARGUMENT for a day
// that is none.
absl::StatusOr<ReadAt> ResolveReadAt(const Caller& caller,
                                     const google::protobuf::Message& request);

// The day a write takes effect: the request's, or today in London.
// FAILED_PRECONDITION for a day in the future; errors name the field that says it.
absl::StatusOr<absl::CivilDay> EffectiveDay(const std::string& effective_date, absl::Time now,
                                            std::string_view field = "effective_date");

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_READ_AT_H_
