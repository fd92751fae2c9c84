// A cluster of real MariaDB servers on this machine, each with its own data, socket
// and ports, gone with the object.
#ifndef CONCORDAT_TESTS_SUPPORT_GALERA_CLUSTER_H_
#define CONCORDAT_TESTS_SUPPORT_GALERA_CLUSTER_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/sql/mysql.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace concordat::test {

class GaleraCluster {
 public:
  explicit GaleraCluster(int nodes);

  int size() const { return static_cast<int>(nodes_.size()); }
  // How the administrator reaches a schema through one of the nodes.
  DatabaseOptions Options(int node, std::string_view schema) const;
  // Runs statements as the administrator, on the first node.
  void Run(std::string_view script);

 private:
  // Of replication, of incremental and of first state transfer.
  struct Ports {
    int group = 0, incremental = 0, first = 0;
  };
  struct Node {
    std::unique_ptr<TemporaryDirectory> directory;
    Ports ports;
    std::unique_ptr<Process> server;
  };

  // Of a node that joins those that stand, or founds the cluster when none does.
  void Start(int node);
  std::vector<std::string> CommandOf(const Node& node) const;
  // The addresses of all nodes.
  std::string Group() const;
  bool IsSynced(int node) const;

  std::vector<Node> nodes_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_GALERA_CLUSTER_H_
