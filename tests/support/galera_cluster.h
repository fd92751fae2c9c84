// A cluster of real MariaDB servers on this machine, each with its own data, socket
// and ports, gone with the object.
#ifndef CONCORDAT_TESTS_SUPPORT_GALERA_CLUSTER_H_
#define CONCORDAT_TESTS_SUPPORT_GALERA_CLUSTER_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/sql/mysql.h"
#include "tests/support/database_nodes.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/wrong_clock.h"

namespace concordat::test {

// What the production overlay of k8s/ runs its nodes with, and this cluster too: by name,
// as cluster.cnf states it.
std::map<std::string, std::string> ClusterSettings();

class GaleraCluster : public DatabaseNodes {
 public:
  explicit GaleraCluster(int nodes);

  int size() const override { return static_cast<int>(nodes_.size()); }
  DatabaseOptions Options(int node, std::string_view schema) const override;
  // Runs statements as the administrator, on the first node.
  void Run(std::string_view script);

  void Kill(int node) override;
  void Stop(int node) override;
  void Start(int node) override;
  void Isolate(int node) override;
  void Heal(int node) override;
  void Pause(int node) override;
  void GoOn(int node) override;
  // Of the last node.
  void SetClock(absl::Duration ahead) override;
  bool IsSynced(int node) const override;

 private:
  // Of replication, of incremental and of first state transfer.
  struct Ports {
    int group = 0, incremental = 0, first = 0;
  };
  struct Node {
    std::unique_ptr<TemporaryDirectory> directory;
    std::optional<WrongClock> clock;
    Ports ports;
    std::unique_ptr<Process> server;
    // Opened while the node is well: one that is cut off opens none.
    std::unique_ptr<Connection> administrator;
  };

  // Of a node with further options.
  void Launch(int node, const std::vector<std::string>& options);
  // The place of the group's history that the node's data are at.
  std::string RecoveredPosition(const Node& node) const;
  void SetProviderOption(int node, std::string_view option);
  std::vector<std::string> CommandOf(const Node& node) const;
  Environment EnvironmentOf(const Node& node) const;
  // The addresses of all nodes.
  std::string Group() const;

  std::vector<Node> nodes_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_GALERA_CLUSTER_H_
