// The one source of time for what is recorded: the database's clock, since replicas'
// own clocks differ.
#ifndef CONCORDAT_COMMON_SQL_CLOCK_H_
#define CONCORDAT_COMMON_SQL_CLOCK_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <atomic>
#include <functional>

#include "common/sql/database.h"
#include "common/sql/mysql.h"

namespace concordat {

// SQL for the database's time as a statement begins, in microseconds since 1970.
#define CONCORDAT_DATABASE_NOW "CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)"

// UNAVAILABLE with the reason CLOCK_SKEWED where this process's clock is further from it
// than the connection bears. One of the two is wrong then, and what was written by the
// wrong one would stay: a time to come in the feed, a lease that does not run out.
absl::StatusOr<absl::Time> DatabaseNow(Connection& connection);

// That the time which statements of this transaction take from the database can be taken.
absl::Status CheckDatabaseClock(Connection& connection);

// Holds this process's clock against the database's. A replica whose clock is wrong
// takes deadlines, tokens and the age of what it reads for other than they are, and so
// neither leads nor writes until it is right again. Safe for many threads.
class ClockWatch {
 public:
  ClockWatch(Database* database, absl::Duration bound,
             std::function<absl::Time()> own_clock = &absl::Now);

  // Looks at both clocks once. An error when the database does not answer, which
  // changes nothing.
  absl::Status Measure();

  // OK, or UNAVAILABLE with the reason CLOCK_SKEWED.
  absl::Status Check() const;
  bool right() const { return right_; }
  // How far this process's clock is ahead, as measured last.
  absl::Duration skew() const { return absl::Microseconds(skew_micros_.load()); }

 private:
  Database& database_;
  const absl::Duration bound_;
  const std::function<absl::Time()> own_clock_;
  std::atomic<bool> right_ = true;
  std::atomic<int64_t> skew_micros_ = 0;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_CLOCK_H_
