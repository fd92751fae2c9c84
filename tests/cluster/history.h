// What a service's tables say at the end of a run, as one node has them.
#ifndef CONCORDAT_TESTS_CLUSTER_HISTORY_H_
#define CONCORDAT_TESTS_CLUSTER_HISTORY_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "common/sql/database.h"
#include "tests/cluster/client_log.h"

namespace concordat::test {

struct RecordedSlice {
  std::string valid_from, valid_to;
  State state;
};

// One entry of the feed.
struct RecordedChange {
  int64_t position = 0;
  std::string change_id;
  absl::Time known_time;
  // request_id of the write.
  std::string key;
  std::string name;
  int64_t revision = 0;
  std::vector<std::string> superseded_from;
  std::vector<RecordedSlice> slices;

  // What holds after it from its last day on.
  State state() const;
};

// name, valid_from, recorded_position, valid_to, deleted, superseded_position (0: none)
using ProjectionRow = std::tuple<std::string, std::string, int64_t, std::string, bool, int64_t>;

struct ServiceHistory {
  std::vector<RecordedChange> feed;
  // Changes in the ledger, and of them without a place.
  int64_t changes = 0;
  int64_t waiting = 0;
  // The place in its feed that the peer was read to, and what is held of it; empty in a
  // service that reads none.
  int64_t peer_position = 0;
  std::set<ProjectionRow> projection;
};

// By service: `programme`.
using History = std::map<std::string, ServiceHistory>;

absl::StatusOr<ServiceHistory> ReadHistory(Database& database);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_CLUSTER_HISTORY_H_
