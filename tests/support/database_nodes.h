// A database as tests of whole houses see it: one server, or the nodes of a cluster,
// that can go away and come back.
#ifndef CONCORDAT_TESTS_SUPPORT_DATABASE_NODES_H_
#define CONCORDAT_TESTS_SUPPORT_DATABASE_NODES_H_

#include <absl/time/time.h>

#include <string_view>

#include "common/sql/mysql.h"
#include "tests/support/test_database.h"

namespace concordat::test {

class DatabaseNodes {
 public:
  virtual ~DatabaseNodes() = default;

  virtual int size() const = 0;
  // How the administrator reaches a schema through one of the nodes.
  virtual DatabaseOptions Options(int node, std::string_view schema) const = 0;

  // Away at once, as if the machine had lost power; or in good order.
  virtual void Kill(int node) = 0;
  virtual void Stop(int node) = 0;
  // Back with the same data, and with what it missed, which it waits for. Of a cluster
  // another node must be up.
  virtual void Start(int node) = 0;
  // A node hears none of the others and they hear none of it, until it is healed.
  virtual void Isolate(int node) = 0;
  virtual void Heal(int node) = 0;
  // A node stands still, with its connections and locks, until it goes on.
  virtual void Pause(int node) = 0;
  virtual void GoOn(int node) = 0;
  // Sets the clock of one of the nodes this far ahead of the others'.
  virtual void SetClock(absl::Duration ahead) = 0;
  // Whether the node serves and has all that the others have.
  virtual bool IsSynced(int node) const = 0;
};

// One server, which cannot be cut off from others, nor have another clock than they.
class SingleNode : public DatabaseNodes {
 public:
  explicit SingleNode(TestDatabase& database) : database_(database) {}

  int size() const override { return 1; }
  DatabaseOptions Options(int, std::string_view schema) const override {
    return database_.Options(schema);
  }
  void Kill(int) override { database_.Kill(); }
  void Stop(int) override { database_.Stop(); }
  void Start(int) override { database_.Start(); }
  void Isolate(int) override {}
  void Heal(int) override {}
  void Pause(int) override { database_.Pause(); }
  void GoOn(int) override { database_.GoOn(); }
  void SetClock(absl::Duration) override {}
  bool IsSynced(int) const override { return Connection::Open(database_.Options("")).ok(); }

 private:
  TestDatabase& database_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_DATABASE_NODES_H_
