// Replicas of the three services as real programs, spread over the nodes of a database,
// behind one gateway. What dies is started again, as an orchestrator would.
#ifndef CONCORDAT_TESTS_CLUSTER_FLEET_H_
#define CONCORDAT_TESTS_CLUSTER_FLEET_H_

#include <absl/time/time.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/sql/database.h"
#include "tests/support/database_nodes.h"
#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/support/program_environment.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/wrong_clock.h"

namespace concordat::test {

class Fleet {
 public:
  // Migrates schemas of its own and starts all, of this version unless another is named.
  // The nodes outlive it.
  Fleet(DatabaseNodes& nodes, int replicas, Version version = ThisVersion());

  int replicas() const { return replicas_; }
  int http_port() const { return http_port_; }

  // Of a replica of one of kServicePrograms. Starting waits for nothing.
  void Kill(const std::string& service, int replica);
  void Stop(const std::string& service, int replica);
  void Start(const std::string& service, int replica);
  // A replica stands still, with its connections, until it goes on.
  void Pause(const std::string& service, int replica);
  void GoOn(const std::string& service, int replica);
  // The gateway is gone at once and comes back at the same address.
  void KillGateway();
  // Waits until all replicas serve.
  void AwaitServing();
  // A rolling update, as an orchestrator makes it: the version's migrations first.
  void Migrate(const Version& version);
  // Then one replica of each service after the other, the next when the one before serves.
  void Update(const std::string& service, const Version& version);
  // Then the gateway, which comes back at the same address.
  void UpdateGateway(const Version& version);
  // Starts those that ended by themselves again, as where their node was away when they
  // came. True when all run.
  bool StartAll();
  // Which replica leads the sequencer, by the service's own tables.
  std::optional<int> LeaderOf(const std::string& service);

  // The clock of the last replica of each service is told by libfaketime.
  int wrong_replica() const { return replicas_ - 1; }
  void SetClock(const std::string& service, absl::Duration ahead);

  // A service's schema through a node, for looks into its tables.
  DatabaseOptions Options(const std::string& service, int node) const;
  // Runs `verify-history` on a node; what it printed where that is not sound.
  std::string Verify(const std::string& service, int node) const;
  // Programs that ended otherwise than by us or for want of their database.
  const std::vector<std::string>& crashes() const { return crashes_; }
  // Lines of all programs' logs that tell of an error of ours.
  std::vector<std::string> Errors() const;
  // Copies the logs of all programs into a folder.
  void KeepLogs(const std::string& folder) const;

 private:
  struct Member {
    std::string service;
    int replica = 0;
    Version version;
    std::unique_ptr<Process> process;
  };
  Member& Find(const std::string& service, int replica);
  int NodeOf(const std::string& service, int replica) const;
  std::string Socket(const std::string& service, int replica) const;
  std::string LogFile(const Member& member) const;
  std::string PortFile(const Member& member) const;
  Targets AllTargets() const;
  Environment EnvironmentOf(const Member& member) const;
  Environment Administration(const std::string& service, int node, const Version& version) const;
  void Launch(Member& member);
  void Relaunch(Member& member);
  void AwaitServing(Member& member);
  void StartGateway();

  const int replicas_;
  DatabaseNodes& nodes_;
  const TestKeys& keys_;
  TemporaryDirectory directory_;
  std::map<std::string, std::string> schemas_;
  std::map<std::string, WrongClock> clocks_;
  std::vector<Member> members_;
  Version gateway_version_;
  std::unique_ptr<Process> gateway_;
  int http_port_ = 0;
  std::vector<std::string> crashes_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_CLUSTER_FLEET_H_
