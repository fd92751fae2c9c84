// How long a piece of work is wanted: until a moment, and until whoever asked
// for it goes away.
#ifndef CONCORDAT_COMMON_BASE_CALL_LIMITS_H_
#define CONCORDAT_COMMON_BASE_CALL_LIMITS_H_

#include <absl/status/status.h>
#include <absl/time/time.h>

#include <stop_token>
#include <utility>

namespace concordat {

struct CallLimits {
  // Background work has a deadline alone; nobody takes it back.
  // NOLINTNEXTLINE(google-explicit-constructor)
  CallLimits(absl::Time until) : deadline(until) {}
  CallLimits(absl::Time until, std::stop_token token)
      : deadline(until), cancelled(std::move(token)) {}

  // Why work need not begin at `now`: DEADLINE_EXCEEDED, CANCELLED, or OK.
  absl::Status Check(absl::Time now) const {
    if (now >= deadline) return absl::DeadlineExceededError("the deadline has passed");
    return CheckCancelled();
  }
  absl::Status CheckCancelled() const {
    return cancelled.stop_requested() ? absl::CancelledError("the client went away")
                                      : absl::OkStatus();
  }

  absl::Time deadline;
  std::stop_token cancelled;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_CALL_LIMITS_H_
