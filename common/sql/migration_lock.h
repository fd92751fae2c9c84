// Lets one program at a time migrate a schema, on one server and on a cluster alike: a
// row that only its holder renews. No advisory lock: those do not cross nodes, and strict
// clusters refuse them.
#ifndef CONCORDAT_COMMON_SQL_MIGRATION_LOCK_H_
#define CONCORDAT_COMMON_SQL_MIGRATION_LOCK_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <memory>
#include <mutex>
#include <string>

#include "common/base/background_job.h"
#include "common/sql/mysql.h"

namespace concordat {

class MigrationLock {
 public:
  // Waits while another holds it; UNAVAILABLE when it does not end. One whose holder
  // was killed is free after `length`.
  static absl::StatusOr<std::unique_ptr<MigrationLock>> Take(const DatabaseOptions& options,
                                                             absl::Duration patience,
                                                             absl::Duration length);
  ~MigrationLock();

  // Renews it; FAILED_PRECONDITION when another has taken it meanwhile.
  absl::Status Renew();

 private:
  MigrationLock(std::unique_ptr<Connection> connection, absl::Duration length);
  absl::StatusOr<bool> TryTake();

  const absl::Duration length_;
  const std::string holder_;
  std::mutex mutex_;
  const std::unique_ptr<Connection> connection_;
  BackgroundJob renewal_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_MIGRATION_LOCK_H_
