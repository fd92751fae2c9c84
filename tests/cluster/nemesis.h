// Takes nodes, replicas and the gateway away from a fleet at random, has them stand still
// or sets their clocks wrong, and brings them back. What it does goes by a seed.
#ifndef CONCORDAT_TESTS_CLUSTER_NEMESIS_H_
#define CONCORDAT_TESTS_CLUSTER_NEMESIS_H_

#include <absl/time/time.h>

#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <random>
#include <string>

#include "tests/cluster/fleet.h"

namespace concordat::test {

class Nemesis {
 public:
  Nemesis(DatabaseNodes& nodes, Fleet& fleet, uint64_t seed)
      : nodes_(nodes), fleet_(fleet), seed_(seed) {}

  // Works for this long, then brings all back and waits until all serve.
  void Run(absl::Duration length);
  // How often it did what.
  const std::map<std::string, int>& done() const { return done_; }

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
  void AwaitAll();
  void Note(const std::string& what);

  DatabaseNodes& nodes_;
  Fleet& fleet_;
  const uint64_t seed_;
  std::mutex mutex_;
  std::map<std::string, int> done_;
  // What ended one of the threads.
  std::exception_ptr failure_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_CLUSTER_NEMESIS_H_
