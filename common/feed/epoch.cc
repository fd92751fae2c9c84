#include "common/feed/epoch.h"

#include <absl/time/clock.h>

#include "common/base/text.h"
#include "common/feed/feed_batch.h"

namespace concordat {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(30);
constexpr char kInsert[] = "INSERT INTO feed_epoch (epoch, begin_time) VALUES (?, ?)";

}  // namespace

absl::StatusOr<int64_t> BeginEpoch(Database& database) {
  int64_t epoch = 0;
  const absl::Time now = absl::Now();
  const absl::Status status = database.Transact(now + kLimit, [&](Connection& connection) {
    auto head = ReadFeedHead(connection);
    if (!head.ok()) return head.status();
    epoch = head->epoch + 1;
    // Of two that begin at once the key lets one through.
    return connection.Execute(kInsert, {epoch, absl::ToUnixMicros(now)}).status();
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
