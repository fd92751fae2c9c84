// Takes nodes, replicas and the gateway away from a fleet at random, has them stand still
// or sets their clocks wrong, and brings them back; updates all to other versions in
// between. What it does goes by a seed.
#ifndef CONCORDAT_TESTS_CLUSTER_NEMESIS_H_
#define CONCORDAT_TESTS_CLUSTER_NEMESIS_H_

#include <absl/time/time.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "tests/cluster/event_figures.h"
#include "tests/cluster/fleet.h"
#include "tests/support/places.h"

namespace concordat::test {

// From this length on there is time for one event after the other, and to tell of each.
inline constexpr absl::Duration kLongRun = absl::Minutes(2);

class Nemesis {
 public:
  Nemesis(DatabaseNodes& nodes, Fleet& fleet, uint64_t seed)
      : nodes_(nodes), fleet_(fleet), seed_(seed) {}

  // Works for this long, then brings all back and waits until all serve. The updates come at
  // equal distances. In a long run events come one at a time in the first half.
  void Run(absl::Duration length, std::vector<Version> updates);
  const std::vector<Event>& events() const { return events_; }

 private:
  using Random = std::mt19937_64;
  // Two threads: one at a time a node is away, and at the same time replicas are.
  void RunNodes(absl::Time until);
  void RunReplicas(absl::Time until);
  void TroubleNode(Random& random);
  void CutOff(int node, absl::Duration away);
  void HoldNode(int node, absl::Duration away);
  void SetNodeClockWrong(Random& random);
  void TroubleReplica(Random& random);
  void KillLeader(Random& random);
  void HoldReplica(Random& random);
  void KillGateway();
  void SetClockWrong(Random& random);
  void RollingUpdate(const Version& version, Random& random);
  void AwaitAll();
  // Does it and keeps it as an event.
  void Do(const std::string& what, const std::function<void()>& trouble);
  // Whether no other event may fall into one now.
  bool OneAtATime() const { return absl::Now() < alone_until_; }

  DatabaseNodes& nodes_;
  Fleet& fleet_;
  const uint64_t seed_;
  absl::Time begin_, alone_until_ = absl::InfinitePast();
  std::vector<Version> updates_;
  // Of whoever takes a node away, and of who wants all nodes there.
  std::mutex turn_;
  std::mutex mutex_;
  std::vector<Event> events_;
  // What ended one of the threads.
  std::exception_ptr failure_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_CLUSTER_NEMESIS_H_
