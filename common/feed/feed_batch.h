// Gives committed changes their places in the feed: one batch, in one
// transaction. The sequencer calls it over and over.
#ifndef CONCORDAT_COMMON_FEED_FEED_BATCH_H_
#define CONCORDAT_COMMON_FEED_FEED_BATCH_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/ledger/change_record.h"
#include "common/sql/lease.h"

namespace concordat {

// The newest entry of the feed.
struct FeedHead {
  int64_t epoch = 0;
  // 0 before the first entry.
  int64_t position = 0;
  // Microseconds since 1970.
  int64_t known_time = 0;
  std::string hash;
};
absl::StatusOr<FeedHead> ReadFeedHead(Connection& connection);

// Puts waiting changes, given oldest first, into the order of the feed: those of
// a name by their revisions. Where `first_waiting` tells the lowest revision of
// a name that waits, in this batch or not, they must follow on it one by one;
// what would skip a revision is left for a later batch.
std::vector<ChangeRecord> OrderForFeed(std::vector<ChangeRecord> waiting,
                                       const std::map<std::string, int64_t>& first_waiting);

struct Sequenced {
  // How many changes got a place; 0 when none waited.
  int64_t count = 0;
  // When the oldest change that waited was recorded; the future when none did.
  absl::Time oldest = absl::InfiniteFuture();
  FeedHead head;
};

// Sequences up to `limit` changes under the lease, which it renews. An error
// when the lease has gone to another; nothing is done then.
absl::StatusOr<Sequenced> SequenceBatch(Database& database, Lease& lease, int64_t limit);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FEED_FEED_BATCH_H_
