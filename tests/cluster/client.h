// One client of a fleet: asks, tries keyed writes again until it knows, and logs all.
#ifndef CONCORDAT_TESTS_CLUSTER_CLIENT_H_
#define CONCORDAT_TESTS_CLUSTER_CLIENT_H_

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/cluster/client_log.h"
#include "tests/support/http_client.h"

namespace concordat::test {

// A collection that is written to, with the records that may be there.
struct Pool {
  // `partnerships/p/projects`, and `projectId` of its creation.
  std::string collection, id_parameter;
  // Goes into each new record beside its title.
  nlohmann::json further;
  std::vector<std::string> names;
};

class Client {
 public:
  // `stopped` is asked before a write is tried again. `id` is in all of its keys.
  Client(int port, std::string id, std::function<bool()> stopped);

  // As of now, or as known at a moment. Nothing when it was not answered.
  std::optional<Seen> Get(const std::string& name, std::optional<absl::Time> known_at = {});
  void List(const Pool& pool, std::optional<absl::Time> known_at = {});
  void Report(const std::string& path, absl::Time known_at);

  // Done when true.
  bool Create(const Pool& pool, const std::string& name);
  bool Update(const std::string& name, int64_t from);
  bool Delete(const std::string& name, int64_t from);
  bool Undelete(const std::string& name);
  bool Import(const Pool& pool, const std::vector<std::string>& names);

  ClientLog TakeLog() { return std::move(log_); }

 private:
  HttpAnswer Ask(HttpRequest request);
  std::optional<nlohmann::json> Read(const std::string& question, bool may_be_missing,
                                     ReadSeen* read);
  // The next write, whose title is its key.
  WriteSeen NewWrite(const std::string& verb);
  bool Write(WriteSeen write, HttpRequest request);
  void Try(const HttpRequest& request, WriteSeen* write);

  const int port_;
  const std::string id_;
  const std::function<bool()> stopped_;
  const std::string reader_, writer_;
  int writes_ = 0;
  ClientLog log_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_CLUSTER_CLIENT_H_
