#include "common/feed/verify_tables.h"

#include <set>
#include <utility>

#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/resource/child_rows.h"
#include "common/resource/field_rules.h"
#include "common/resource/resource_index.h"
#include "common/resource/row_mapper.h"
#include "common/sql/bulk.h"

namespace concordat {
namespace {

constexpr char kTables[] =
    "SELECT table_name FROM information_schema.columns"
    " WHERE table_schema = DATABASE() AND column_name = 'superseded_by' ORDER BY table_name";
constexpr char kWrongHeads[] =
    "SELECT r.name FROM resource r WHERE"
    " NOT EXISTS (SELECT 1 FROM changes c"
    "  WHERE c.uid = r.uid AND c.revision = r.revision AND c.name = r.name)"
    " OR EXISTS (SELECT 1 FROM changes c WHERE c.uid = r.uid AND c.revision > r.revision)";

// A row as it stands in its table.
struct HeldRow {
  std::string valid_to;
  bool deleted = false;
  MessagePtr value;
};
// By the change that recorded it and its first day.
using HeldRows = std::map<std::pair<std::string, std::string>, HeldRow>;

absl::Status ReadRows(Connection& connection, const ResourceType& type,
                      const std::vector<std::string>& changes, HeldRows* rows) {
  std::vector<KeyedSlice> slices;
  absl::Status status =
      QueryIn(connection,
              Concat("SELECT t.name, t.valid_from, t.recorded_by, t.valid_to, t.deleted, ",
                     type.select_list(), " FROM `", type.table(), "` t WHERE t.recorded_by IN "),
              changes, "", [&](const Row& row) {
                MessagePtr value = type.NewMessage();
                SetTextField(value.get(), "name", std::string(row.Text(0)));
                absl::Status read = ReadColumns(row, 5, type.columns(), value.get());
                const SliceKey key{std::string(row.Text(0)), std::string(row.Text(1)),
                                   std::string(row.Text(2))};
                slices.push_back({key, value.get()});
                (*rows)[{key.recorded_by, key.valid_from}] = {std::string(row.Text(3)),
                                                              row.Int(4) != 0, std::move(value)};
                return read;
              });
  return status.ok() ? ReadChildren(connection, type.children(), slices) : status;
}

// Whether the row holds what the change says; of a redacted one, but for its values.
bool IsAsTold(const HeldRow& row, const ledger::v1::Slice& slice, const ResourceType& type) {
  if (row.valid_to != slice.valid_to() || row.deleted != slice.deleted()) return false;
  if (!slice.has_resource()) return true;
  const MessagePtr told = type.NewMessage();
  return slice.resource().UnpackTo(told.get()) && SameValues(*told, *row.value);
}

}  // namespace

void TableCheck::Add(int64_t position, const std::string& change_id,
                     ledger::v1::ChangePayload payload) {
  const ResourceType* type = FindLinkedType(payload.type());
  if (type != nullptr) added_[type][change_id] = {position, std::move(payload)};
}

absl::Status TableCheck::CheckAdded(Connection& connection, std::vector<std::string>* problems) {
  for (const auto& [type, changes] : added_) {
    absl::Status status = CheckType(connection, *type, changes, problems);
    if (!status.ok()) return status;
  }
  added_.clear();
  return absl::OkStatus();
}

absl::Status TableCheck::CheckType(Connection& connection, const ResourceType& type,
                                   const ByChange& changes, std::vector<std::string>* problems) {
  std::vector<std::string> ids;
  for (const auto& [id, told] : changes) ids.push_back(id);
  HeldRows rows;
  absl::Status status = ReadRows(connection, type, ids, &rows);
  if (!status.ok()) return status;
  std::set<std::pair<std::string, std::string>> superseded;
  status = QueryIn(
      connection,
      Concat("SELECT superseded_by, valid_from FROM `", type.table(), "` WHERE superseded_by IN "),
      ids, "", [&superseded](const Row& row) {
        superseded.emplace(row.Text(0), row.Text(1));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  const auto wrong = [&](const Told& told, std::string_view day, std::string_view what) {
    problems->push_back(Concat("position ", told.position, ": the row of ", told.payload.name(),
                               " from ", day, " ", what));
  };
  for (const auto& [id, told] : changes) {
    for (const auto& slice : told.payload.slices()) {
      const auto row = rows.find({id, slice.valid_from()});
      if (row == rows.end()) {
        wrong(told, slice.valid_from(), "is missing");
      } else if (!IsAsTold(row->second, slice, type)) {
        wrong(told, slice.valid_from(), "is not what was recorded");
      }
      if (row != rows.end()) rows.erase(row);
    }
    for (const std::string& day : told.payload.superseded_from()) {
      if (superseded.erase({id, day}) == 0) wrong(told, day, "is in force though it was ended");
    }
  }
  for (const auto& [key, row] : rows) {
    wrong(changes.find(key.first)->second, key.second, "was never recorded");
  }
  for (const auto& [id, day] : superseded) {
    wrong(changes.find(id)->second, day, "is out of force though nothing ended it");
  }
  return absl::OkStatus();
}

absl::Status CheckStrayRows(Connection& connection, std::vector<std::string>* problems) {
  std::vector<std::string> tables;
  absl::Status status = connection.Query(kTables, {}, [&tables](const Row& row) {
    tables.emplace_back(row.Text(0));
    return absl::OkStatus();
  });
  for (const std::string& table : tables) {
    for (const char* by : {"recorded_by", "superseded_by"}) {
      if (!status.ok()) return status;
      status = connection.Query(
          Concat("SELECT t.name, t.valid_from FROM `", table,
                 "` t LEFT JOIN changes c ON"
                 " c.change_id = t.",
                 by, " AND c.name = t.name WHERE t.", by, " IS NOT NULL AND c.change_id IS NULL"),
          {}, [&](const Row& row) {
            problems->push_back(Concat("the row of ", row.Text(0), " from ", row.Text(1),
                                       " says it is ", by, " a change that there is not"));
            return absl::OkStatus();
          });
    }
  }
  if (!status.ok()) return status;
  return connection.Query(kWrongHeads, {}, [problems](const Row& row) {
    problems->push_back(Concat("the head of ", row.Text(0), " is not of its newest change"));
    return absl::OkStatus();
  });
}

}  // namespace concordat
