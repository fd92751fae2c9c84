#include "common/feed/epoch.h"

#include <absl/time/clock.h>

#include "common/base/text.h"
#include "common/feed/feed_batch.h"
#include "common/sql/clock.h"

namespace concordat {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(30);

// By the time, so that two restores of one backup do not begin the same epoch. Of two
// that begin at once the key lets one through.
constexpr char kInsert[] =
    "INSERT INTO feed_epoch (epoch, begin_time)"
    " SELECT GREATEST(MAX(epoch) + 1, " CONCORDAT_DATABASE_NOW "), " CONCORDAT_DATABASE_NOW
    " FROM feed_epoch";

}  // namespace

absl::StatusOr<int64_t> BeginEpoch(Database& database) {
  int64_t epoch = 0;
  const absl::Status status = database.Transact(absl::Now() + kLimit, [&](Connection& connection) {
    auto begun = connection.Execute(kInsert);
    if (!begun.ok()) return begun.status();
    auto head = ReadFeedHead(connection);
    if (head.ok()) epoch = head->epoch;
    return head.status();
  });
  if (!status.ok()) return status;
  return epoch;
}

int BeginEpochCommand(Database& database, const std::vector<std::string>& arguments,
                      std::ostream& out) {
  if (!arguments.empty()) {
    out << "usage: begin-epoch\n";
    return 2;
  }
  const auto epoch = BeginEpoch(database);
  if (!epoch.ok()) {
    out << "begin-epoch: " << ToStd(epoch.status().message()) << "\n";
    return 1;
  }
  out << "The feed has begun epoch " << *epoch << "; cursors of earlier ones are over.\n";
  return 0;
}

}  // namespace concordat
