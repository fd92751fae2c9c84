// The background job that reads a peer's feed into this service's own tables.
// All replicas run one; a lease lets a single one read.
#ifndef CONCORDAT_COMMON_PEERS_PROJECTION_H_
#define CONCORDAT_COMMON_PEERS_PROJECTION_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <atomic>
#include <cstdint>

#include "common/base/background_job.h"
#include "common/peers/peer_ledger.h"
#include "common/sql/database.h"
#include "common/sql/lease.h"

namespace concordat {

struct ProjectionOptions {
  absl::Duration poll = absl::Milliseconds(500);
  absl::Duration lease = absl::Seconds(10);
  int page_size = 500;
};

class Projection {
 public:
  Projection(Database* database, PeerLedger peer, ProjectionOptions options);
  ~Projection() { Stop(); }

  void Start() { job_.Start(); }
  // Ends the page under way and gives the lease up.
  void Stop();
  void Wake() { job_.Wake(); }

  // Changes of the peer that are not taken in yet, as of the last page; 0 on a
  // replica that does not read.
  int64_t lag() const { return lag_; }
  const std::string& service() const { return peer_.service; }

 private:
  absl::Duration Round();
  // True when there is more to read.
  absl::StatusOr<bool> ReadPage();
  absl::StatusOr<bool> BeginAnew();
  void Tell(const absl::Status& status);

  Database& database_;
  const PeerLedger peer_;
  const ProjectionOptions options_;
  Lease lease_;
  std::atomic<int64_t> lag_ = 0;
  bool failing_ = false;
  BackgroundJob job_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_PEERS_PROJECTION_H_
