// Those who wait for the feed: until what was recorded before they asked has its place
// in it, or until it is closed up to a moment. One thread looks for all of them, and
// none of them holds a thread of its own.
#ifndef CONCORDAT_COMMON_FEED_FEED_WAITS_H_
#define CONCORDAT_COMMON_FEED_FEED_WAITS_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "common/base/call_limits.h"
#include "common/sql/database.h"

namespace concordat {

class FeedWaits {
 public:
  using Done = std::function<void(const absl::Status&)>;

  // `wake_sequencer` asks for waiting changes to be sequenced at once.
  FeedWaits(Database* database, std::function<void()> wake_sequencer);
  // Tells those who still wait UNAVAILABLE.
  ~FeedWaits();
  FeedWaits(const FeedWaits&) = delete;
  FeedWaits& operator=(const FeedWaits&) = delete;

  // Calls `done` once, from another thread: OK when everything recorded before has its
  // place, and with a moment when the feed is closed up to it: nothing will be known by
  // then any more that is not yet. UNAVAILABLE when the sequencer is too far behind,
  // INVALID_ARGUMENT for a moment in the future, CANCELLED when nobody waits.
  void Await(std::optional<absl::Time> moment, const CallLimits& limits, Done done);

  // True when the feed is closed up to the moment, as far as this replica has seen.
  bool IsClosed(absl::Time moment) const { return absl::ToUnixMicros(moment) <= closed_; }

 private:
  struct Wait {
    // Microseconds; the feed is closed up to it in the end.
    std::optional<int64_t> moment;
    CallLimits limits;
    absl::Time until;
    Done done;
    // What was recorded by then and waits is waited for. Later changes hold nobody up.
    std::optional<int64_t> recorded_by = std::nullopt;
  };
  // What the database says at one look, and when.
  struct Look {
    int64_t now = 0;
    // Of what has no place yet.
    std::optional<int64_t> oldest;
    std::optional<int64_t> newest;
  };

  void Run();
  // Looks once for all who wait, and tells those who wait no longer.
  void Turn();
  absl::StatusOr<Look> TakeLook();
  // Nothing while it goes on waiting. `seal` is raised to what is to be closed.
  static std::optional<absl::Status> Judge(const Look& look, int64_t closed, Wait* wait,
                                           int64_t* seal);
  absl::Status Seal(int64_t moment);

  Database& database_;
  const std::function<void()> wake_sequencer_;
  std::atomic<int64_t> closed_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Wait> arrived_;
  bool stopping_ = false;
  // The thread's own.
  std::vector<Wait> waiting_;
  std::thread thread_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FEED_FEED_WAITS_H_
