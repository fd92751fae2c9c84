// The pool of connections to one schema: bounded, with a deadline on waiting, and
// quick to notice a database that is away or back.
#ifndef CONCORDAT_COMMON_SQL_CONNECTION_POOL_H_
#define CONCORDAT_COMMON_SQL_CONNECTION_POOL_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "common/sql/mysql.h"

namespace concordat {

struct PoolUse {
  int open = 0;
  int in_use = 0;
  int waiting = 0;
};

// Safe for many threads.
class ConnectionPool {
 public:
  explicit ConnectionPool(DatabaseOptions options) : options_(std::move(options)) {}

  // A connection for the caller's use alone until it is given back.
  struct Taken {
    std::unique_ptr<Connection> connection;
    // The generation of connections that it was opened in.
    int64_t opened = 0;
  };
  // UNAVAILABLE when all are in use for half a second, or the database is away.
  absl::StatusOr<Taken> Take(absl::Time deadline);

  // One that is `unsound`, wherever its work had come to, is closed.
  void GiveBack(Taken taken, bool unsound);

  PoolUse use() const;
  const DatabaseOptions& options() const { return options_; }

 private:
  struct Idle {
    Taken taken;
    absl::Time since;
  };

  absl::Status AwaitFree(std::unique_lock<std::mutex>& lock, absl::Time deadline);
  absl::StatusOr<Taken> Open(std::unique_lock<std::mutex>& lock, absl::Time deadline);
  absl::Status AwaitTurn(std::unique_lock<std::mutex>& lock, absl::Time deadline);

  const DatabaseOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable free_, turn_;
  // Goes up when connections are found dead.
  int64_t generation_ = 0;
  std::vector<Idle> idle_;
  PoolUse use_;
  // What came of the last attempt to connect, and when the next one is due.
  absl::Status failure_;
  absl::Time retry_after_;
  // One caller asks a database that was away.
  bool connecting_ = false;
};

// Has a connection for one piece of work, also one that throws.
class BorrowedConnection {
 public:
  BorrowedConnection(ConnectionPool& pool, ConnectionPool::Taken taken)
      : pool_(pool), taken_(std::move(taken)) {}
  ~BorrowedConnection() {
    pool_.GiveBack(std::move(taken_), unsound_ || std::uncaught_exceptions() > thrown_before_);
  }
  // Nobody else is to have it.
  void Discard() { unsound_ = true; }
  BorrowedConnection(const BorrowedConnection&) = delete;
  BorrowedConnection& operator=(const BorrowedConnection&) = delete;
  Connection& operator*() const { return *taken_.connection; }

 private:
  ConnectionPool& pool_;
  ConnectionPool::Taken taken_;
  bool unsound_ = false;
  const int thrown_before_ = std::uncaught_exceptions();
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_CONNECTION_POOL_H_
