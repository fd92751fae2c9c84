// Marks of backups: the schema knows when it was last copied, so that the program that
// serves it can tell, and somebody is told when that is long ago.
#ifndef CONCORDAT_COMMON_FEED_BACKUP_MARK_H_
#define CONCORDAT_COMMON_FEED_BACKUP_MARK_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "common/feed/verify_history.h"
#include "common/sql/database.h"

namespace concordat {

// Records that a backup as of `taken` holds the history up to `head` at least. The same again
// changes nothing. INVALID_ARGUMENT where `taken` is more than a minute to come by the database's
// clock, FAILED_PRECONDITION where the feed has no such entry: the backup is of another history.
absl::Status RecordBackup(Database& database, absl::Time taken, const Anchor& head);

// As of when the newest backup is; nothing where none was recorded.
absl::StatusOr<std::optional<absl::Time>> NewestBackup(Database& database, absl::Time deadline);

// `record-backup TIME POSITION:HASH`, the time as of RFC 3339. Answers with the exit code.
int RecordBackupCommand(Database& database, const std::vector<std::string>& arguments,
                        std::ostream& out);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FEED_BACKUP_MARK_H_
