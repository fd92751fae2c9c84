// The read of the floors by the C API alone, without the connector: what the
// connector costs, for information.
#ifndef CONCORDAT_BENCH_BARE_C_API_H_
#define CONCORDAT_BENCH_BARE_C_API_H_

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/sql/mysql.h"

namespace concordat::bench {

// Safe for many threads; each call has a connection of its own.
class BareCApi {
 public:
  // `select` has three places: name, day, day. Options name a socket.
  BareCApi(std::string select, DatabaseOptions options);
  ~BareCApi();

  // Answers with the cells of the row one after another; false when it fails.
  bool Read(const std::string& name, const std::string& day, std::string* cells);

 private:
  class Session;

  const std::string select_;
  const DatabaseOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Session>> idle_;
};

}  // namespace concordat::bench

#endif  // CONCORDAT_BENCH_BARE_C_API_H_
