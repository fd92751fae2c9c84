#include "common/ledger/held.h"

#include <algorithm>
#include <utility>

#include "common/base/date.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/resource/child_rows.h"
#include "common/resource/row_mapper.h"
#include "common/sql/bulk.h"

namespace concordat {
namespace {

constexpr char kSelectHeads[] = "SELECT name, uid, revision FROM resource WHERE name IN ";
constexpr char kLock[] = " ORDER BY name FOR UPDATE";

constexpr char kEngineCells[] =
    "SELECT t.name, t.uid, t.valid_from, t.valid_to, t.deleted, t.create_time, t.recorded_by, ";
enum EngineCell { kName, kUid, kValidFrom, kValidTo, kDeleted, kCreateTime, kRecordedBy };
constexpr size_t kFirstColumn = 7;
constexpr char kInForce[] = " AND t.superseded_by IS NULL ORDER BY t.name, t.valid_from";

// The end of time is no day that ParseDay takes.
absl::StatusOr<absl::CivilDay> ParseEnd(std::string_view text) {
  if (text.starts_with("9999")) return kEndOfTime;
  return ParseDay(text);
}

absl::Status AddSlice(const Row& row, const ResourceType& type, Held* held,
                      std::vector<KeyedSlice>* keyed) {
  auto from = ParseDay(row.Text(kValidFrom));
  if (!from.ok()) return from.status();
  auto to = ParseEnd(row.Text(kValidTo));
  if (!to.ok()) return to.status();
  if (row.Text(kUid) != held->uid) {
    held->former_end = std::max(held->former_end, *to);
    return absl::OkStatus();
  }
  MessagePtr value = type.NewMessage();
  SetTextField(value.get(), "name", std::string(row.Text(kName)));
  absl::Status status = ReadColumns(row, kFirstColumn, type.columns(), value.get());
  if (!status.ok()) return status;
  held->create_time = row.Int(kCreateTime);
  keyed->push_back({{std::string(row.Text(kName)), std::string(row.Text(kValidFrom)),
                     std::string(row.Text(kRecordedBy))},
                    value.get()});
  held->slices.push_back({*from, *to, row.Int(kDeleted) != 0, std::move(value)});
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<HeldByName> LockHeads(Connection& connection, std::vector<std::string> names) {
  std::ranges::sort(names);
  HeldByName held;
  absl::Status status = QueryIn(connection, kSelectHeads, names, kLock, [&held](const Row& row) {
    Held& head = held[std::string(row.Text(0))];
    head.exists = true;
    head.uid = std::string(row.Text(1));
    head.revision = row.Int(2);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return held;
}

absl::Status ReadHeldSlices(Connection& connection, const ResourceType& type,
                            const std::vector<std::string>& names, HeldByName* held) {
  std::vector<std::string> known;
  std::ranges::copy_if(names, std::back_inserter(known),
                       [held](const std::string& name) { return held->contains(name); });
  std::vector<KeyedSlice> keyed;
  absl::Status status = QueryIn(
      connection,
      Concat(kEngineCells, type.select_list(), " FROM `", type.table(), "` t WHERE t.name IN "),
      known, kInForce, [&](const Row& row) {
        return AddSlice(row, type, &held->find(row.Text(kName))->second, &keyed);
      });
  return status.ok() ? ReadChildren(connection, type.children(), keyed) : status;
}

absl::StatusOr<Held> LockAndRead(Connection& connection, const ResourceType& type,
                                 const std::string& name) {
  auto held = LockHeads(connection, {name});
  if (!held.ok()) return held.status();
  absl::Status status = ReadHeldSlices(connection, type, {name}, &*held);
  if (!status.ok()) return status;
  return held->empty() ? Held() : std::move(held->begin()->second);
}

}  // namespace concordat
