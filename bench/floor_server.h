// The least that a call over gRPC with such statements can cost: a bare server under
// the same mutual TLS that runs them and nothing else, in both of gRPC's models.
#ifndef CONCORDAT_BENCH_FLOOR_SERVER_H_
#define CONCORDAT_BENCH_FLOOR_SERVER_H_

#include <memory>
#include <string>

#include "bench/floor_work.h"
#include "common/identity/tls.h"

namespace concordat::bench {

// Both take a name in a StringValue; a read answers with the row's cells in another.
inline constexpr char kFloorRead[] = "floor.Floor.Read";
inline constexpr char kFloorWrite[] = "floor.Floor.Write";

struct FloorOptions {
  // `sync`: a thread of gRPC's own for each call. `callback`: as many workers as
  // a service has, since what blocks must not run on gRPC's callback threads.
  std::string model;
  std::string listen;
  TlsFiles tls;
  int workers = 8;
};

class FloorServer {
 public:
  FloorServer(const FloorOptions& options, FloorWork* work);
  ~FloorServer();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace concordat::bench

#endif  // CONCORDAT_BENCH_FLOOR_SERVER_H_
