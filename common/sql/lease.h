// Which replica of a service does a background job: a row with a holder, an
// expiry by the database's clock, and a fencing number that every new holder
// raises, so that one that was away too long can't go on.
#ifndef CONCORDAT_COMMON_SQL_LEASE_H_
#define CONCORDAT_COMMON_SQL_LEASE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstdint>
#include <string>

#include "common/sql/database.h"

namespace concordat {

// One job's lease as one replica sees it. For one thread.
class Lease {
 public:
  Lease(std::string job, absl::Duration length);

  // Takes the lease when it is free or has run out; true when it is held after.
  absl::StatusOr<bool> Take(Database& database);

  // Inside a transaction of the job: renews the lease, and locks its row until
  // the end of the transaction. FAILED_PRECONDITION when another has taken it.
  absl::Status Renew(Connection& connection);

  // The same for a transaction that takes DatabaseNow itself, which fails it, and with it
  // the renewal, where the clock is wrong.
  absl::Status RenewUnchecked(Connection& connection);

  // Renews in a transaction of its own when a third of the length has passed.
  absl::Status RenewIfDue(Database& database);

  // Gives the lease up so that another need not wait for its end.
  void Release(Database& database);

  bool held() const { return fence_ != 0; }
  int64_t fence() const { return fence_; }
  // What this replica is called in the lease's row.
  const std::string& holder() const { return holder_; }

 private:
  absl::Status TakeInTransaction(Connection& connection, int64_t* fence);

  const std::string job_;
  const absl::Duration length_;
  const std::string holder_;
  int64_t fence_ = 0;
  absl::Time renewed_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_LEASE_H_
