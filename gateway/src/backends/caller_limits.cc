#include "gateway/src/backends/caller_limits.h"

#include "common/base/errors.h"

namespace concordat::gateway {

absl::StatusOr<CallerLimits::Slot> CallerLimits::Take(const std::string& subject, bool heavy) {
  {
    std::lock_guard lock(mutex_);
    Use& use = uses_[subject];
    if (use.calls >= options_.calls || (heavy && use.heavy_calls >= options_.heavy_calls)) {
      return ErrorWithReason(absl::StatusCode::kResourceExhausted, "TOO_MANY_CALLS",
                             heavy ? "too many of your reports or files are under way"
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
