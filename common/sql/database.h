// Reads, snapshots and transactions over one schema; transactions are retried as
// a whole.
#ifndef CONCORDAT_COMMON_SQL_DATABASE_H_
#define CONCORDAT_COMMON_SQL_DATABASE_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/time/time.h>

#include <optional>
#include <utility>

#include "common/base/call_limits.h"
#include "common/base/environment.h"
#include "common/sql/connection_pool.h"
#include "common/sql/mysql.h"
#include "common/sql/statement_killer.h"
#include "common/sql/transaction.h"

namespace concordat {

// Pool and transactions over one schema. A statement that runs when the work is not
// wanted any more is ended. Safe for many threads.
class Database {
 public:
  explicit Database(DatabaseOptions options)
      : pool_(std::move(options)), killer_(pool_.options()) {}

  // Runs `body` on one connection outside a transaction, for single reads. Like a
  // transaction it is run again on ABORTED, which a read ends with as UNAVAILABLE.
  absl::Status Read(const CallLimits& limits, absl::FunctionRef<absl::Status(Connection&)> body);

  // Runs `body` in one read-only snapshot (REPEATABLE READ), for reports.
  absl::Status Snapshot(const CallLimits& limits,
                        absl::FunctionRef<absl::Status(Connection&)> body);

  // Runs `body` in a transaction: commits when it answers OK and the work is still
  // wanted (otherwise CANCELLED or DEADLINE_EXCEEDED), rolls back otherwise. On ABORTED the whole
  // is run again with jitter, at most five times and within the deadline, so `body` must not keep
  // state between runs.
  absl::Status Transact(const CallLimits& limits,
                        absl::FunctionRef<absl::Status(Connection&)> body);

  const DatabaseOptions& options() const { return pool_.options(); }
  PoolUse pool_use() const { return pool_.use(); }

 private:
  absl::Status Run(const CallLimits& limits, std::optional<Transaction::Kind> kind,
                   absl::FunctionRef<absl::Status(Connection&)> body);
  ConnectionPool pool_;
  StatementKiller killer_;
};

// From the CONCORDAT_DB_* variables.
DatabaseOptions ReadDatabaseOptions(EnvironmentReader& environment);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_DATABASE_H_
