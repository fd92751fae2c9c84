// The least that a read over gRPC can cost: a bare callback server under the same
// mutual TLS that runs one prepared statement for each call, and nothing else.
#ifndef CONCORDAT_BENCH_FLOOR_SERVER_H_
#define CONCORDAT_BENCH_FLOOR_SERVER_H_

#include <memory>
#include <string>

#include "common/config.h"
#include "common/database.h"

namespace concordat::bench {

class FloorServer {
 public:
  // Each request holds a name; the answer holds as many bytes as its row.
  FloorServer(const std::string& listen, const TlsFiles& tls, Database* database, std::string sql,
              int workers);
  ~FloorServer();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace concordat::bench

#endif  // CONCORDAT_BENCH_FLOOR_SERVER_H_
