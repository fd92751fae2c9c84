#include "tests/cluster/history.h"

#include <absl/time/clock.h>

#include <utility>

#include "common/base/message_fields.h"
#include "common/feed/change_reader.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat::test {
namespace {

constexpr absl::Duration kPatience = absl::Minutes(1);
constexpr int kPage = 500;

absl::Time TimeOf(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

RecordedSlice SliceOf(const ledger::v1::Slice& slice) {
  RecordedSlice recorded{slice.valid_from(), slice.valid_to(), {slice.deleted(), ""}};
  const std::string& url = slice.resource().type_url();
  const auto* const type =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
          url.substr(url.rfind('/') + 1));
  if (type == nullptr || slice.deleted()) return recorded;
  MessagePtr resource = NewMessage(type);
  if (slice.resource().UnpackTo(resource.get())) {
    recorded.state.title = TextField(*resource, "title");
  }
  return recorded;
}

RecordedChange ChangeOf(const ledger::v1::Change& change) {
  RecordedChange recorded;
  recorded.position = change.position().position();
  recorded.change_id = change.change_id();
  recorded.known_time = TimeOf(change.known_time());
  recorded.key = change.request_id();
  recorded.name = change.payload().name();
  recorded.revision = change.payload().revision();
  recorded.superseded_from.assign(change.payload().superseded_from().begin(),
                                  change.payload().superseded_from().end());
  for (const auto& slice : change.payload().slices()) recorded.slices.push_back(SliceOf(slice));
  return recorded;
}

absl::Status ReadFeed(Connection& connection, std::vector<RecordedChange>* feed) {
  for (int64_t rows = kPage; rows > 0;) {
    ledger::v1::ListChangesResponse page;
    const int64_t after = feed->empty() ? 0 : feed->back().position;
    absl::Status status = ReadChanges(connection, {after, int64_t{1} << 60, kPage}, {}, &page);
    if (!status.ok()) return status;
    rows = page.changes_size();
    for (const auto& change : page.changes()) feed->push_back(ChangeOf(change));
  }
  return absl::OkStatus();
}

absl::Status ReadNumber(Connection& connection, std::string_view sql, int64_t* number) {
  return connection.Query(sql, {}, [number](const Row& row) {
    *number = row.Int(0);
    return absl::OkStatus();
  });
}

absl::Status ReadProjection(Connection& connection, std::set<ProjectionRow>* projection) {
  return connection.Query(
      "SELECT name, valid_from, recorded_position, valid_to, deleted,"
      " COALESCE(superseded_position, 0) FROM peer_resource",
      {}, [projection](const Row& row) {
        projection->emplace(row.Text(0), row.Text(1), row.Int(2), row.Text(3), row.Int(4) != 0,
                            row.Int(5));
        return absl::OkStatus();
      });
}

}  // namespace

State RecordedChange::state() const {
  for (const RecordedSlice& slice : slices) {
    if (slice.valid_to == "9999-12-31") return slice.state;
  }
  return {};
}

absl::StatusOr<ServiceHistory> ReadHistory(Database& database) {
  ServiceHistory history;
  const absl::Status status =
      database.Snapshot(absl::Now() + kPatience, [&](Connection& connection) -> absl::Status {
        history = {};
        absl::Status read = ReadFeed(connection, &history.feed);
        if (read.ok()) {
          read = ReadNumber(connection, "SELECT COUNT(*) FROM changes", &history.changes);
        }
        if (read.ok()) {
          read = ReadNumber(connection, "SELECT COUNT(*) FROM outbox", &history.waiting);
        }
        if (read.ok()) {
          read = ReadNumber(connection, "SELECT position FROM peer_cursor", &history.peer_position);
        }
        return read.ok() ? ReadProjection(connection, &history.projection) : read;
      });
  if (!status.ok()) return status;
  return history;
}

}  // namespace concordat::test
