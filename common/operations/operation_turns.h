// Whose turn it is, and who works on what: each statement on an operation that is worked on
// names the fence that its holder raised, so that of two that hold one for theirs only the
// later writes. Claims go one at a time, by a row that each of them writes (ADR 0017).
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_TURNS_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_TURNS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "common/operations/operation_record.h"
#include "common/sql/mysql.h"

namespace concordat {

// A hold on an operation.
struct OperationHold {
  std::string name;
  int64_t fence = 0;
};

// What is worked on.
struct ClaimedOperation {
  OperationHold hold;
  std::string method;
  std::string request;
  ledger::v1::OperationCaller caller;
  int attempts = 0;
  bool cancel_asked = false;
};

struct TurnRules {
  // At one time, of all and of one subject.
  int at_once = 0;
  int at_once_of_caller = 0;
  absl::Duration length;
  // Told to who looks.
  std::string holder;
  // Whether this version of the program can work on it.
  std::function<bool(std::string_view method)> knows;
};

// True where one waits whose time has come, or whose holder has not renewed in time.
absl::StatusOr<bool> AnyToClaim(Connection& connection);

// In a transaction: takes the oldest that may be worked on now.
absl::StatusOr<std::optional<ClaimedOperation>> ClaimOne(Connection& connection,
                                                         const TurnRules& rules);

// In a transaction, of the work's own too: goes on holding it, and excludes that another
// takes it meanwhile. FAILED_PRECONDITION where another has.
absl::Status KeepHold(Connection& connection, const OperationHold& hold, absl::Duration length);

// KeepHold that writes the progress as well; true where somebody has asked that it ends.
absl::StatusOr<bool> KeepAndTell(Connection& connection, const OperationHold& hold,
                                 absl::Duration length, const OperationProgress& progress);

// How an operation ended.
struct OperationEnd {
  OperationState state;
  // google.protobuf.Any, and google.rpc.Status; one of the two.
  std::optional<std::string> result;
  std::optional<std::string> error;
  OperationProgress progress;
};

// In a transaction: ends it, once. FAILED_PRECONDITION where another has taken it.
absl::Status EndOperation(Connection& connection, const OperationHold& hold,
                          const OperationEnd& end, absl::Duration kept);

// In a transaction: gives it back, to be begun again after a pause. One that was given back
// for no fault of its own is not counted as an attempt.
absl::Status GiveBack(Connection& connection, const OperationHold& hold, absl::Duration pause,
                      bool counts);

// In a transaction: notes that somebody has asked that it ends, and ends it with the error
// (google.rpc.Status) where nobody works on it yet.
absl::Status AskToEnd(Connection& connection, const std::string& name, const std::string& error,
                      absl::Duration kept);

// In a transaction: forgets one that is done; false where there is none.
absl::StatusOr<bool> Forget(Connection& connection, const std::string& name);

// In a transaction: forgets some of those whose time is over. Answers with how many.
absl::StatusOr<int64_t> ForgetExpired(Connection& connection);

// The most that ForgetExpired forgets at once.
inline constexpr int64_t kForgottenAtOnce = 100;

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_TURNS_H_
