#include "common/feed/change_reader.h"

#include "common/base/text.h"
#include "common/ledger/change_record.h"
#include "common/resource/resource_index.h"
#include "common/resource/row_mapper.h"
#include "common/sql/bulk.h"

namespace concordat {
namespace {

using ledger::v1::Change;
using ledger::v1::ChangePayload;
using ledger::v1::ListChangesResponse;
using ledger::v1::Position;

// A page stays below gRPC's bound of 4 MiB for one message.
constexpr int64_t kMaxPageBytes = 2 << 20;

enum Cell { kPosition, kKnownTime, kHash, kPayload, kReason, kFirstChangeCell };

// What a page is read by: the places of `range`, and the types where some are asked for.
std::string Select(std::string_view cells, const std::vector<std::string>& types) {
  const std::string of_types =
      types.empty() ? "" : Concat(" AND c.type IN (", Repeat("?", types.size()), ")");
  return Concat("SELECT ", cells,
                " FROM feed f JOIN changes c ON c.change_id = f.change_id"
                " LEFT JOIN change_payload p ON p.change_id = f.change_id"
                " LEFT JOIN redaction r ON r.change_id = f.change_id"
                " WHERE f.position > ? AND f.position <= ?",
                of_types, " ORDER BY f.position LIMIT ?");
}

SqlValues ValuesOf(const FeedRange& range, const std::vector<std::string>& types) {
  SqlValues values = {range.after, range.up_to};
  values.insert(values.end(), types.begin(), types.end());
  values.push_back(int64_t{range.limit});
  return values;
}

struct PageSize {
  int changes = 0;
  // False when the range may hold more than the page.
  bool whole = false;
};

// How much of the range a page holds. The driver keeps all that it reads, so sizes
// are asked for before payloads are.
absl::StatusOr<PageSize> SizeOfPage(Connection& connection, const FeedRange& range,
                                    const std::vector<std::string>& types) {
  int found = 0;
  int64_t bytes = 0;
  PageSize page;
  absl::Status status = connection.Query(Select("LENGTH(p.payload)", types), ValuesOf(range, types),
                                         [&](const Row& row) {
                                           bytes += row.Int(0);
                                           if (++found == 1 || bytes <= kMaxPageBytes)
                                             page.changes = found;
                                           return absl::OkStatus();
                                         });
  if (!status.ok()) return status;
  page.whole = page.changes == found && found < range.limit;
  return page;
}

absl::Status FillChange(const Row& row, Change* change) {
  const ChangeRecord record = ReadChangeRecord(row, kFirstChangeCell);
  change->set_change_id(record.change_id);
  SetTimestamp(record.record_time, change, "record_time");
  SetTimestamp(row.Int(kKnownTime), change, "known_time");
  change->set_effective_date(record.effective_date);
  change->set_subject(record.subject);
  change->set_request_id(record.request_id);
  change->set_trace_id(record.trace_id);
  change->set_payload_digest(record.payload_digest);
  change->set_hash(std::string(row.Text(kHash)));
  change->set_redaction_reason(std::string(row.Text(kReason)));
  ChangePayload* payload = change->mutable_payload();
  if (!row.IsNull(kPayload)) {
    return payload->ParseFromString(std::string(row.Text(kPayload)))
               ? absl::OkStatus()
               : absl::DataLossError(
                     Concat("the payload of ", record.change_id, " cannot be read"));
  }
  payload->set_type(record.type);
  payload->set_name(record.name);
  payload->set_uid(record.uid);
  payload->set_revision(record.revision);
  payload->set_verb(record.verb);
  return absl::OkStatus();
}

// The days that a redacted change was about, from the rows that it made and ended.
absl::Status FillDays(Connection& connection, Change* change) {
  ChangePayload* payload = change->mutable_payload();
  const ResourceType* type = FindLinkedType(payload->type());
  if (type == nullptr) return absl::OkStatus();
  const SqlValues key = {payload->name(), change->change_id()};
  absl::Status status =
      connection.Query(Concat("SELECT valid_from FROM `", type->table(),
                              "` WHERE name = ? AND superseded_by = ? ORDER BY valid_from"),
                       key, [payload](const Row& row) {
                         payload->add_superseded_from(std::string(row.Text(0)));
                         return absl::OkStatus();
                       });
  if (!status.ok()) return status;
  return connection.Query(Concat("SELECT valid_from, valid_to, deleted FROM `", type->table(),
                                 "` WHERE name = ? AND recorded_by = ? ORDER BY valid_from"),
                          key, [payload](const Row& row) {
                            ledger::v1::Slice* slice = payload->add_slices();
                            slice->set_valid_from(std::string(row.Text(0)));
                            slice->set_valid_to(std::string(row.Text(1)));
                            slice->set_deleted(row.Int(2) != 0);
                            return absl::OkStatus();
                          });
}

}  // namespace

absl::Status ReadChanges(Connection& connection, const FeedRange& range,
                         const std::vector<std::string>& types, ListChangesResponse* response) {
  const auto size = SizeOfPage(connection, range, types);
  if (!size.ok()) return size.status();
  if (size->changes == 0) return absl::OkStatus();
  FeedRange page = range;
  page.limit = size->changes;
  const std::string cells =
      Concat("f.position, f.known_time, f.hash, p.payload, r.reason, ", kChangeCells);
  absl::Status status =
      connection.Query(Select(cells, types), ValuesOf(page, types), [response](const Row& row) {
        Change* change = response->add_changes();
        Position* position = change->mutable_position();
        *position = response->head();
        position->set_position(row.Int(kPosition));
        position->set_hash(std::string(row.Text(kHash)));
        return FillChange(row, change);
      });
  if (!status.ok()) return status;
  if (!size->whole) *response->mutable_reached() = response->changes().rbegin()->position();
  for (Change& change : *response->mutable_changes()) {
    if (change.redaction_reason().empty()) continue;
    status = FillDays(connection, &change);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace concordat
