#include "gateway/src/backends/caller_limits.h"

#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::gateway {

std::string CallerQuota::policy() const {
  return Concat("\"", name, "\";q=", most, ";qu=\"concurrent-requests\"");
}

std::string CallerQuota::rest() const { return Concat("\"", name, "\";r=", left); }

absl::StatusOr<CallerLimits::Slot> CallerLimits::Take(const std::string& subject, bool heavy,
                                                      CallerQuota* quota) {
  {
    std::lock_guard lock(mutex_);
    Use& use = uses_[subject];
    *quota = {"calls", options_.calls, options_.calls - use.calls - 1};
    const int heavy_left = options_.heavy_calls - use.heavy_calls - 1;
    if (heavy && heavy_left < quota->left) {
      *quota = {"heavy-calls", options_.heavy_calls, heavy_left};
    }
    if (quota->left < 0) {
      quota->left = 0;
      return ErrorWithReason(absl::StatusCode::kResourceExhausted, "TOO_MANY_CALLS",
                             quota->name != "calls"
                                 ? "too many of your reports or files are under way"
                                 : "too many of your calls are under way");
    }
    ++use.calls;
    use.heavy_calls += heavy;
  }
  return Slot(nullptr, [this, subject, heavy](void*) { GiveBack(subject, heavy); });
}

void CallerLimits::GiveBack(const std::string& subject, bool heavy) {
  std::lock_guard lock(mutex_);
  const auto found = uses_.find(subject);
  found->second.heavy_calls -= heavy;
  if (--found->second.calls == 0) uses_.erase(found);
}

}  // namespace concordat::gateway
