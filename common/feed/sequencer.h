// The background job that gives every committed change its place in the feed.
// All replicas of a service run one; a lease lets a single one work.
#ifndef CONCORDAT_COMMON_FEED_SEQUENCER_H_
#define CONCORDAT_COMMON_FEED_SEQUENCER_H_

#include <absl/time/time.h>

#include <atomic>
#include <functional>

#include "common/base/background_job.h"
#include "common/feed/feed_batch.h"
#include "common/sql/database.h"
#include "common/sql/lease.h"

namespace concordat {

struct SequencerOptions {
  absl::Duration poll = absl::Milliseconds(200);
  absl::Duration lease = absl::Seconds(5);
  int64_t batch = 1000;
  // False while this replica may not lead: its clock is wrong.
  std::function<bool()> may_lead;
  // Told the newest place and hash at the start and then hourly: kept outside
  // the database, they show a feed that was cut short. Goes to the log unless set.
  std::function<void(const FeedHead&)> anchor;
  absl::Duration anchor_interval = absl::Hours(1);
};

class Sequencer {
 public:
  Sequencer(Database* database, SequencerOptions options);
  ~Sequencer() { Stop(); }

  void Start() { job_.Start(); }
  // Ends the batch under way and gives the lease up.
  void Stop();
  // A write has been committed: sequences it at once if this replica leads.
  void Notify() { job_.Wake(); }

  bool leading() const { return leading_; }
  // Changes that this replica has given a place.
  int64_t sequenced() const { return sequenced_; }
  // How long the oldest change of the last round had waited; zero when none did.
  absl::Duration lag() const { return absl::Microseconds(lag_micros_.load()); }

 private:
  absl::Duration Round();
  absl::Duration Lead();
  void Anchor();
  void Tell(const absl::Status& status);

  Database& database_;
  const SequencerOptions options_;
  Lease lease_;
  absl::Time next_anchor_ = absl::InfinitePast();
  std::atomic<bool> leading_ = false;
  std::atomic<int64_t> sequenced_ = 0;
  std::atomic<int64_t> lag_micros_ = 0;
  bool failing_ = false;
  BackgroundJob job_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FEED_SEQUENCER_H_
