#include "common/sql/migration_lock.h"

#include <absl/time/clock.h>

#include <utility>

#include "common/base/uuid.h"
#include "common/sql/clock.h"

namespace concordat {
namespace {

constexpr char kCreate[] =
    "CREATE TABLE IF NOT EXISTS schema_migration_lock ("
    " id TINYINT NOT NULL, holder VARCHAR(36) NOT NULL, expires BIGINT NOT NULL,"
    " PRIMARY KEY (id)) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4";
constexpr char kInsert[] =
    "INSERT INTO schema_migration_lock (id, holder, expires) VALUES (1, '', 0)"
    " ON DUPLICATE KEY UPDATE id = id";
// Written, never only locked: on a cluster two such writes exclude each other.
constexpr char kTake[] =
    "UPDATE schema_migration_lock SET holder = ?, expires = " CONCORDAT_DATABASE_NOW
    " + ? WHERE id = 1 AND expires < " CONCORDAT_DATABASE_NOW;
constexpr char kRenew[] = "UPDATE schema_migration_lock SET expires = " CONCORDAT_DATABASE_NOW
                          " + ? WHERE id = 1 AND holder = ?";
constexpr char kRelease[] =
    "UPDATE schema_migration_lock SET expires = 0 WHERE id = 1 AND holder = ?";

constexpr absl::Duration kPause = absl::Milliseconds(50);

}  // namespace

MigrationLock::MigrationLock(std::unique_ptr<Connection> connection, absl::Duration length)
    : length_(length), holder_(NewUuid()), connection_(std::move(connection)), renewal_([this] {
        // What takes the lock away is told by the next Renew.
        Renew().IgnoreError();
        return length_ / 4;
      }) {}

MigrationLock::~MigrationLock() {
  renewal_.Stop();
  connection_->Execute(kRelease, {holder_}).IgnoreError();
}

absl::StatusOr<bool> MigrationLock::TryTake() {
  auto taken = connection_->Execute(kTake, {holder_, absl::ToInt64Microseconds(length_)});
  // Another node's holder was first.
  if (absl::IsAborted(taken.status())) return false;
  if (!taken.ok()) return taken.status();
  return *taken == 1;
}

absl::StatusOr<std::unique_ptr<MigrationLock>> MigrationLock::Take(const DatabaseOptions& options,
                                                                   absl::Duration patience,
                                                                   absl::Duration length) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return connection.status();
  std::unique_ptr<MigrationLock> lock(new MigrationLock(*std::move(connection), length));
  for (const char* sql : {kCreate, kInsert}) {
    absl::Status status = lock->connection_->Execute(sql).status();
    if (!status.ok()) return status;
  }
  for (const absl::Time end = absl::Now() + patience;;) {
    auto taken = lock->TryTake();
    if (!taken.ok()) return taken.status();
    if (*taken) break;
    if (absl::Now() > end) {
      return absl::UnavailableError("another migration of the schema does not end");
    }
    absl::SleepFor(kPause);
  }
  lock->renewal_.Start();
  return lock;
}

absl::Status MigrationLock::Renew() {
  std::lock_guard alone(mutex_);
  auto renewed = connection_->Execute(kRenew, {absl::ToInt64Microseconds(length_), holder_});
  if (!renewed.ok()) return renewed.status();
  if (*renewed == 1) return absl::OkStatus();
  return absl::FailedPreconditionError("another program migrates the schema now");
}

}  // namespace concordat
