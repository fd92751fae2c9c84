// Keeps callers from waiting for a peer that has just failed to answer: for a while
// nobody asks it, then one does, and what becomes of that decides.
#ifndef CONCORDAT_COMMON_PEERS_BREAKER_H_
#define CONCORDAT_COMMON_PEERS_BREAKER_H_

#include <absl/status/status.h>
#include <absl/time/time.h>

#include <mutex>

namespace concordat {

// Safe for many threads.
class Breaker {
 public:
  static constexpr absl::Duration kPause = absl::Seconds(1);

  // True when the peer may be asked now.
  bool Allows(absl::Time now);

  // What came of asking it. A peer that answers with an error has answered, and a
  // client that went away says nothing of the peer.
  void Tell(const absl::Status& status, absl::Time now);

 private:
  std::mutex mutex_;
  bool open_ = false;
  absl::Time next_ = absl::InfinitePast();
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_PEERS_BREAKER_H_
