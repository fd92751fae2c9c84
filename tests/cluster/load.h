// Mixed keyed load of several clients, until it is stopped. What they do goes by a seed.
#ifndef CONCORDAT_TESTS_CLUSTER_LOAD_H_
#define CONCORDAT_TESTS_CLUSTER_LOAD_H_

#include <atomic>
#include <cstdint>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/cluster/client.h"

namespace concordat::test {

class Load {
 public:
  // Writes to what lies below the partnership of the sample bundle, which is there.
  Load(int port, int clients, uint64_t seed);
  ~Load();

  ClientLog Stop();

 private:
  using Random = std::mt19937_64;
  // What has been asked as known at a moment, to be asked again.
  struct Question {
    const Pool* pool;
    // Empty for the whole list.
    std::string name;
    absl::Time moment;
  };

  void Run(int number, uint64_t seed);
  void DoSomething(Client& client, Random& random);
  void Change(Client& client, const Pool& pool, Random& random);
  void AskOfNow(Client& client, const Pool& pool, Random& random);
  void AskAgain(Client& client, Random& random);
  void AskReport(Client& client, Random& random);
  void Ask(Client& client, const Question& question);

  const int port_;
  const std::vector<Pool> pools_;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;
  std::vector<Question> asked_;
  std::vector<std::pair<std::string, absl::Time>> reported_;
  ClientLog log_;
  std::vector<std::thread> threads_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_CLUSTER_LOAD_H_
