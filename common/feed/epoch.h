// `begin-epoch`: after a restore from a backup, the feed begins a new epoch, so
// that a peer which had read further than the backup gets OUT_OF_RANGE and reads
// everything anew, instead of missing what is recorded from now on.
#ifndef CONCORDAT_COMMON_FEED_EPOCH_H_
#define CONCORDAT_COMMON_FEED_EPOCH_H_

#include <absl/status/statusor.h>

#include <ostream>
#include <string>
#include <vector>

#include "common/sql/database.h"

namespace concordat {

// Answers with the number of the epoch that has begun.
absl::StatusOr<int64_t> BeginEpoch(Database& database);

// `begin-epoch`, without arguments. Answers with the exit code.
int BeginEpochCommand(Database& database, const std::vector<std::string>& arguments,
                      std::ostream& out);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FEED_EPOCH_H_
