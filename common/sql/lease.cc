#include "common/sql/lease.h"

#include <absl/time/clock.h>

#include <utility>

#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/sql/clock.h"

namespace concordat {
namespace {

constexpr char kSelect[] = "SELECT holder, fence, expires > " CONCORDAT_DATABASE_NOW
                           " FROM lease WHERE name = ? FOR UPDATE";
constexpr char kInsert[] =
    "INSERT INTO lease (name, holder, fence, expires) VALUES (?, ?, 1, " CONCORDAT_DATABASE_NOW
    " + ?)";
constexpr char kTakeOver[] =
    "UPDATE lease SET holder = ?, fence = ?, expires = " CONCORDAT_DATABASE_NOW
    " + ? WHERE name = ?";
constexpr char kRenew[] = "UPDATE lease SET expires = " CONCORDAT_DATABASE_NOW
                          " + ? WHERE name = ? AND holder = ? AND fence = ?";
constexpr char kRelease[] =
    "UPDATE lease SET expires = 0 WHERE name = ? AND holder = ? AND fence = ?";

constexpr absl::Duration kPatience = absl::Seconds(2);

}  // namespace

Lease::Lease(std::string job, absl::Duration length)
    : job_(std::move(job)), length_(length), holder_(NewUuid()) {}

absl::Status Lease::TakeInTransaction(Connection& connection, int64_t* fence) {
  absl::Status status = CheckDatabaseClock(connection);
  if (!status.ok()) return status;
  bool exists = false;
  bool free = true;
  *fence = 1;
  status = connection.Query(kSelect, {job_}, [&](const Row& row) {
    exists = true;
    free = row.Text(0) == holder_ || row.Int(2) == 0;
    *fence = row.Int(1) + 1;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  const int64_t length = absl::ToInt64Microseconds(length_);
  if (!exists) return connection.Execute(kInsert, {job_, holder_, length}).status();
  if (!free) {
    *fence = 0;
    return absl::OkStatus();
  }
  return connection.Execute(kTakeOver, {holder_, *fence, length, job_}).status();
}

absl::StatusOr<bool> Lease::Take(Database& database) {
  fence_ = 0;
  int64_t fence = 0;
  absl::Status status = database.Transact(absl::Now() + kPatience, [&](Connection& connection) {
    return TakeInTransaction(connection, &fence);
  });
  // Another replica was the first to insert the row.
  if (absl::IsAlreadyExists(status)) return false;
  if (!status.ok()) return status;
  fence_ = fence;
  renewed_ = absl::Now();
  return held();
}

absl::Status Lease::Renew(Connection& connection) {
  absl::Status status = CheckDatabaseClock(connection);
  return status.ok() ? RenewUnchecked(connection) : status;
}

absl::Status Lease::RenewUnchecked(Connection& connection) {
  auto matched =
      connection.Execute(kRenew, {absl::ToInt64Microseconds(length_), job_, holder_, fence_});
  if (!matched.ok()) return matched.status();
  if (*matched == 0) {
    fence_ = 0;
    return absl::FailedPreconditionError(Concat("another replica has taken ", job_));
  }
  renewed_ = absl::Now();
  return absl::OkStatus();
}

absl::Status Lease::RenewIfDue(Database& database) {
  if (absl::Now() - renewed_ < length_ / 3) return absl::OkStatus();
  return database.Transact(absl::Now() + kPatience,
                           [this](Connection& connection) { return Renew(connection); });
}

void Lease::Release(Database& database) {
  if (!held()) return;
  database
      .Transact(absl::Now() + kPatience,
                [this](Connection& connection) {
                  return connection.Execute(kRelease, {job_, holder_, fence_}).status();
                })
      .IgnoreError();
  fence_ = 0;
}

}  // namespace concordat
