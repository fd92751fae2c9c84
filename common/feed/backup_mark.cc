#include "common/feed/backup_mark.h"

#include <absl/time/clock.h>

#include "common/base/text.h"
#include "common/ledger/hash_chain.h"
#include "common/sql/clock.h"

namespace concordat {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(30);
// The clock of who makes backups is not the database's.
constexpr absl::Duration kClocksDiffer = absl::Minutes(1);

constexpr char kIsThere[] = "SELECT 1 FROM feed WHERE position = ? AND hash = ?";
constexpr char kInsert[] =
    "INSERT INTO schema_backup (taken, position, recorded) VALUES (?, ?, " CONCORDAT_DATABASE_NOW
    ") ON DUPLICATE KEY UPDATE position = GREATEST(position, VALUES(position))";
constexpr char kNewest[] = "SELECT MAX(taken) FROM schema_backup";

// A history in which nothing is recorded yet ends before its first entry.
absl::Status CheckHead(Connection& connection, const Anchor& head) {
  bool there = head.position == 0 && head.hash == kFirstPrevHash;
  absl::Status status = connection.Query(kIsThere, {head.position, head.hash}, [&](const Row&) {
    there = true;
    return absl::OkStatus();
  });
  if (!status.ok() || there) return status;
  return absl::FailedPreconditionError(
      Concat("the history of this schema has no entry ", head.position, " with that hash"));
}

}  // namespace

absl::Status RecordBackup(Database& database, absl::Time taken, const Anchor& head) {
  return database.Transact(absl::Now() + kLimit, [&](Connection& connection) {
    const auto now = DatabaseNow(connection);
    if (!now.ok()) return now.status();
    if (taken > *now + kClocksDiffer)
      return absl::InvalidArgumentError("the backup's time is yet to come");
    absl::Status status = CheckHead(connection, head);
    if (!status.ok()) return status;
    return connection.Execute(kInsert, {absl::ToUnixMicros(taken), head.position}).status();
  });
}

absl::StatusOr<std::optional<absl::Time>> NewestBackup(Database& database, absl::Time deadline) {
  std::optional<absl::Time> newest;
  const absl::Status status = database.Read(deadline, [&](Connection& connection) {
    return connection.Query(kNewest, {}, [&newest](const Row& row) {
      newest.reset();
      if (!row.IsNull(0)) newest = absl::FromUnixMicros(row.Int(0));
      return absl::OkStatus();
    });
  });
  if (!status.ok()) return status;
  return newest;
}

int RecordBackupCommand(Database& database, const std::vector<std::string>& arguments,
                        std::ostream& out) {
  absl::Time taken;
  std::string problem;
  if (arguments.size() != 2 ||
      !absl::ParseTime(absl::RFC3339_full, arguments[0], &taken, &problem)) {
    out << "usage: record-backup TIME POSITION:HASH, the time like 2011-06-30T12:00:00Z\n";
    return 2;
  }
  const auto head = ParseAnchor(arguments[1]);
  const absl::Status status = head.ok() ? RecordBackup(database, taken, *head) : head.status();
  if (!status.ok()) {
    out << "record-backup: " << ToStd(status.message()) << "\n";
    return 1;
  }
  out << "The backup of " << arguments[0] << " is recorded.\n";
  return 0;
}

}  // namespace concordat
