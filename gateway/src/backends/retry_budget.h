// Bounds retries to a share of what succeeds, so that a service that is down is
// not held down by being asked three times as often.
#ifndef CONCORDAT_GATEWAY_BACKENDS_RETRY_BUDGET_H_
#define CONCORDAT_GATEWAY_BACKENDS_RETRY_BUDGET_H_

#include <algorithm>
#include <mutex>

namespace concordat::gateway {

// Safe for many threads.
class RetryBudget {
 public:
  // True when one more retry may be made.
  bool Take() {
    std::lock_guard lock(mutex_);
    if (tenths_ < kCost) return false;
    tenths_ -= kCost;
    return true;
  }
  // An answer came: ten of them pay for a retry.
  void Refill() {
    std::lock_guard lock(mutex_);
    tenths_ = std::min(tenths_ + 1, kMost);
  }

 private:
  static constexpr int kCost = 10;
  static constexpr int kMost = 20 * kCost;

  std::mutex mutex_;
  int tenths_ = kMost;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BACKENDS_RETRY_BUDGET_H_
