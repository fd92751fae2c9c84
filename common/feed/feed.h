// Reads the feed: where a report may read from, and the changes after a place.
#ifndef CONCORDAT_COMMON_FEED_FEED_H_
#define CONCORDAT_COMMON_FEED_FEED_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>

#include "common/identity/caller.h"
#include "common/sql/database.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat {

// Reasons of errors for a cursor: of an epoch that is over, of a feed that went another
// way, and of a place that this replica has not come to yet.
inline constexpr char kEpochOver[] = "FEED_EPOCH_OVER";
inline constexpr char kFeedForked[] = "FEED_FORKED";
inline constexpr char kFeedBehind[] = "FEED_BEHIND";

// The feed of one service, read from any thread.
class Feed {
 public:
  // `wake_sequencer` asks for waiting changes to be sequenced at once.
  Feed(Database* database, std::string service, std::function<void()> wake_sequencer);

  // Waits until everything committed before the call has its place, within the
  // deadline; UNAVAILABLE when the sequencer is too far behind.
  absl::StatusOr<concordat::ledger::v1::PinPositionResponse> Pin(
      const concordat::ledger::v1::PinPositionRequest& request, const CallLimits& limits) const;

  // The newest position whose change was known at the moment, 0 before the first:
  // all that was answered before it, and the same whenever it is asked again.
  // INVALID_ARGUMENT for the future.
  absl::StatusOr<int64_t> PositionKnownAt(const google::protobuf::Timestamp& as_known_at,
                                          const CallLimits& limits) const;

  // Pins the caller to the `as_known_at` of its request, if it has one and is not
  // pinned already; checks the pin of one that is.
  absl::Status PinCaller(const google::protobuf::Message& request, Caller* caller) const;

  // OUT_OF_RANGE when the epoch that the caller is pinned in is over.
  absl::Status CheckPin(const Caller& caller) const;

  // OUT_OF_RANGE when the cursor is of another epoch, or of a feed that held something
  // else there; UNAVAILABLE when it is beyond the head. A caller that may not see what
  // is exempt does not get its changes.
  absl::StatusOr<concordat::ledger::v1::ListChangesResponse> List(
      const concordat::ledger::v1::ListChangesRequest& request, const Caller& caller) const;

 private:
  absl::StatusOr<absl::Time> LookWhatIsClosed(const CallLimits& limits) const;
  absl::Status Close(absl::Time moment, const CallLimits& limits) const;
  absl::Status CloseAlone(absl::Time moment, const CallLimits& limits) const;
  absl::Status AwaitSequenced(absl::Time recorded_by, const CallLimits& limits) const;

  Database& database_;
  const std::string service_;
  const std::function<void()> wake_sequencer_;
  // Up to when the feed is closed, as far as this replica has seen.
  mutable std::atomic<int64_t> closed_ = 0;
  mutable std::timed_mutex closing_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FEED_FEED_H_
