#include "common/operations/operation_run.h"

#include <absl/time/clock.h>

#include <utility>

#include "common/base/cut.h"

namespace concordat {
namespace {

// Of the column.
constexpr size_t kMaxWords = 400;

}  // namespace

OperationRun::OperationRun(ClaimedOperation claimed, Caller caller, absl::Duration length)
    : claimed_(std::move(claimed)), length_(length), caller_(std::move(caller)) {
  caller_.cancelled = stop_.get_token();
}

absl::Status OperationRun::CheckWanted() const { return caller_.limits().Check(absl::Now()); }

void OperationRun::Tell(int64_t done, int64_t total, const std::string& words) {
  const std::lock_guard lock(mutex_);
  progress_ = {done, total, std::string(CutTo(kMaxWords, words))};
}

OperationProgress OperationRun::progress() const {
  const std::lock_guard lock(mutex_);
  return progress_;
}

absl::Status OperationRun::Hold(Connection& connection) const {
  return KeepHold(connection, claimed_.hold, length_);
}

void OperationRun::End(Ended why) {
  Ended no = Ended::kNo;
  ended_.compare_exchange_strong(no, why);
  stop_.request_stop();
}

}  // namespace concordat
