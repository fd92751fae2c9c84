// What comes of an attempt at an operation. No I/O, no clock.
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_OUTCOME_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_OUTCOME_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>

#include "common/operations/operation_run.h"

namespace concordat {

struct OperationOutcome {
  // Nothing where another has taken it.
  enum class What { kEnd, kTryAgain, kGiveBack, kNothing };
  What what = What::kNothing;
  // Of kEnd.
  OperationEnd end = {};
};

// `attempts` is how many there are in all, `max_result` the most bytes of a result.
OperationOutcome OutcomeOf(const OperationRun& run, const absl::StatusOr<MessagePtr>& done,
                           int attempts, size_t max_result);

// The error of an operation that ended because somebody asked for it.
absl::Status CancelledByCaller();

// google.rpc.Status as it is kept; what is INTERNAL says no more than that.
std::string KeptError(const absl::Status& status);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_OUTCOME_H_
