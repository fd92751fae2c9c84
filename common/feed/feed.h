// Reads the feed: where a report may read from, and the changes after a place.
#ifndef CONCORDAT_COMMON_FEED_FEED_H_
#define CONCORDAT_COMMON_FEED_FEED_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>
#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>

#include <functional>
#include <optional>
#include <string>

#include "common/feed/feed_waits.h"
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

  // Calls `go`, from another thread, when everything has come that a request is to wait
  // for: a pin for what was committed before it, a read as known at a moment until the
  // feed is closed up to it. False where it waits for nothing.
  bool Await(const google::protobuf::Message& request, const Caller& caller,
             FeedWaits::Done go) const;

  // The newest place, or that of the request's moment, for a call that has waited.
  absl::StatusOr<concordat::ledger::v1::PinPositionResponse> Place(
      const concordat::ledger::v1::PinPositionRequest& request, const CallLimits& limits) const;

  // The same where everything committed before the call is waited for here, within the
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
  // Until everything recorded so far has its place, or the feed is closed up to a moment.
  absl::Status WaitHere(std::optional<absl::Time> moment, const CallLimits& limits) const;

  Database& database_;
  const std::string service_;
  mutable FeedWaits waits_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FEED_FEED_H_
