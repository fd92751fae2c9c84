#include "common/peers/breaker.h"

namespace concordat {

bool Breaker::Allows(absl::Time now) {
  std::lock_guard lock(mutex_);
  if (!open_) return true;
  if (now < next_) return false;
  // This one tries; the others wait for what comes of it.
  next_ = now + kPause;
  return true;
}

void Breaker::Tell(const absl::Status& status, absl::Time now) {
  if (absl::IsCancelled(status)) return;
  std::lock_guard lock(mutex_);
  open_ = absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
  if (open_) next_ = now + kPause;
}

}  // namespace concordat
