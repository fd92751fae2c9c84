// One transaction on a connection, whole or not at all.
//
// A node of a cluster rolls a transaction back when another node's write takes a row
// from it, and tells the next command so; but it tells nobody when that happens
// while it prepares a statement. What follows would then run, and be
// committed, without what went before. So nothing commits by itself while a transaction
// is open, and a savepoint set at its beginning must still be there at its end.
#ifndef CONCORDAT_COMMON_SQL_TRANSACTION_H_
#define CONCORDAT_COMMON_SQL_TRANSACTION_H_

#include <absl/status/status.h>

#include "common/sql/mysql.h"

namespace concordat {

// Rolls back on every way out but a commit.
class Transaction {
 public:
  enum class Kind {
    // Each statement sees what was committed before it: locks on head rows order the
    // writers, and a snapshot taken earlier would hide what the one before committed.
    kReadCommitted,
    // All statements see the same, and only read.
    kSnapshot,
  };
  Transaction(Connection& connection, Kind kind);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // Whether it has begun.
  const absl::Status& status() const { return status_; }
  // ABORTED when it was lost.
  absl::Status Commit();
  // What came of work that failed: its status, or ABORTED when that was found in a
  // transaction that was lost.
  absl::Status Judge(const absl::Status& status);

 private:
  Connection& connection_;
  absl::Status status_;
  bool done_ = false;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_TRANSACTION_H_
