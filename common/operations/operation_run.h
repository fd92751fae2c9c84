// What the work of a long-running operation is given.
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_RUN_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_RUN_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>

#include "common/base/message_fields.h"
#include "common/identity/caller.h"
#include "common/operations/operation_turns.h"

namespace concordat {

// One attempt at one operation. The work may be begun again after it was killed at any
// point: what it writes before its result it writes in transactions that Hold, and so that
// writing it again changes nothing. Safe for many threads.
class OperationRun {
 public:
  OperationRun(ClaimedOperation claimed, Caller caller, absl::Duration length);

  const std::string& name() const { return claimed_.hold.name; }
  const ClaimedOperation& claimed() const { return claimed_; }

  // Who asked, with the roles that they had; its limits end when the operation is to end,
  // and all reading and computing looks at them time and again. It has no assertion: peers
  // are asked for the service itself.
  const Caller& caller() const { return caller_; }
  // CANCELLED or DEADLINE_EXCEEDED where the work should end; what is given back then is
  // not told.
  absl::Status CheckWanted() const;

  // How far it has come; the words name no record. Costs nothing: it is written with the
  // renewal of the hold, about once a second.
  void Tell(int64_t done, int64_t total, const std::string& words);
  OperationProgress progress() const;

  // First in each transaction of the work: FAILED_PRECONDITION where another replica has
  // taken the operation.
  absl::Status Hold(Connection& connection) const;

  // For the runner.
  enum class Ended { kNo, kCancelled, kLost, kStopping };
  void End(Ended why);
  Ended ended() const { return ended_; }

 private:
  const ClaimedOperation claimed_;
  const absl::Duration length_;
  std::stop_source stop_;
  Caller caller_;
  std::atomic<Ended> ended_ = Ended::kNo;
  mutable std::mutex mutex_;
  OperationProgress progress_;
};

// The work of one kind of operation: its answer is the result. UNAVAILABLE and ABORTED are
// tried again, a few times; other errors are the operation's.
using OperationWork = std::function<absl::StatusOr<MessagePtr>(
    OperationRun&, const google::protobuf::Message& request)>;

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_RUN_H_
