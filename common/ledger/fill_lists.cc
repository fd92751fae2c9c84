#include "common/ledger/fill_lists.h"

#include <absl/strings/str_replace.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <set>
#include <utility>

#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/resource/child_rows.h"
#include "common/resource/row_mapper.h"
#include "common/sql/bulk.h"
#include "common/sql/transaction.h"

namespace concordat {
namespace {

using google::protobuf::util::MessageDifferencer;

// Slices in one transaction.
constexpr int64_t kChunk = 50;

constexpr char kSelectColumns[] =
    "SELECT column_name FROM information_schema.columns"
    " WHERE table_schema = DATABASE() AND table_name = ?";
// In the order of the key, after the last one read.
constexpr char kAfter[] =
    " t.name >= ? AND (t.name > ? OR t.valid_from > ? OR (t.valid_from = ? AND t.recorded_by > ?))"
    " ORDER BY t.name, t.valid_from, t.recorded_by LIMIT ?";

struct BlobSlice {
  SliceKey key;
  std::string blob;
};

absl::Status Failed(const SliceKey& key, std::string_view list, std::string_view what) {
  return absl::DataLossError(Concat(list, " of ", key.name, ", valid from ", key.valid_from,
                                    ", recorded by ", key.recorded_by, ": ", what));
}

// One list on its way from its blobs to its table.
class ListFiller {
 public:
  ListFiller(Connection& connection, const ResourceType& type, ChildTable child)
      : connection_(connection),
        type_(type),
        children_({std::move(child)}),
        column_(absl::StrReplaceAll(this->child().field, {{".", "_"}})) {}

  absl::Status Fill() {
    // A field that came later has no column yet, and no blob holds it.
    absl::Status status = KeepPresentColumns();
    const std::string missing =
        Concat(" AND NOT EXISTS (SELECT 1 FROM `", child().name,
               "` c WHERE c.resource_name = t.name AND c.valid_from = t.valid_from"
               " AND c.recorded_by = t.recorded_by)");
    for (SliceKey after; status.ok();) {
      auto slices = ReadBlobs(after, missing);
      if (!slices.ok()) return slices.status();
      if (slices->empty()) return CheckCount();
      after = slices->back().key;
      Transaction transaction(connection_, Transaction::Kind::kReadCommitted);
      status = transaction.status();
      if (status.ok()) status = Carry(*slices);
      if (status.ok()) status = transaction.Commit();
    }
    return status;
  }

 private:
  const ChildTable& child() const { return children_.front(); }

  absl::Status KeepPresentColumns() {
    std::set<std::string, std::less<>> present;
    absl::Status status =
        connection_.Query(kSelectColumns, {child().name}, [&present](const Row& row) {
          present.emplace(row.Text(0));
          return absl::OkStatus();
        });
    std::erase_if(children_.front().columns,
                  [&present](const Column& column) { return !present.contains(column.name); });
    return status;
  }

  // The next slices whose blob is not empty.
  absl::StatusOr<std::vector<BlobSlice>> ReadBlobs(const SliceKey& after,
                                                   std::string_view condition) {
    std::vector<BlobSlice> slices;
    // Before any day there is.
    const std::string day = after.valid_from.empty() ? "1000-01-01" : after.valid_from;
    absl::Status status = connection_.Query(
        Concat("SELECT t.name, t.valid_from, t.recorded_by, t.`", column_, "` FROM `",
               type_.table(), "` t WHERE t.`", column_, "` <> ''", condition, " AND", kAfter),
        {after.name, after.name, day, day, after.recorded_by, kChunk}, [&slices](const Row& row) {
          slices.push_back(
              {{std::string(row.Text(0)), std::string(row.Text(1)), std::string(row.Text(2))},
               std::string(row.Text(3))});
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    return slices;
  }

  absl::StatusOr<MessagePtr> Parse(const BlobSlice& slice) const {
    MessagePtr message = type_.NewMessage();
    google::protobuf::Message* holder = message.get();
    for (size_t i = 0; i + 1 < child().path.size(); ++i) {
      holder = holder->GetReflection()->MutableMessage(holder, child().path[i]);
    }
    if (holder->ParseFromString(slice.blob)) return message;
    return Failed(slice.key, child().name, "the blob cannot be read");
  }

  // Writes the elements of the slices, reads them back and compares.
  absl::Status Carry(const std::vector<BlobSlice>& slices) {
    std::vector<MessagePtr> said, held;
    SqlValues values;
    std::vector<KeyedSlice> keyed;
    for (const BlobSlice& slice : slices) {
      auto message = Parse(slice);
      if (!message.ok()) return message.status();
      // What no column holds was never said.
      DropEmptyMessages(message->get());
      AppendChildRows(child(), slice.key, **message, &values);
      held.push_back(type_.NewMessage());
      keyed.push_back({slice.key, held.back().get()});
      said.push_back(*std::move(message));
    }
    auto written = ExecuteRows(connection_, InsertChildren(child()), std::move(values));
    if (!written.ok()) return written.status();
    absl::Status status = ReadChildren(connection_, children_, keyed);
    for (size_t i = 0; status.ok() && i < slices.size(); ++i) {
      if (!MessageDifferencer::Equals(*said[i], *held[i])) {
        status = Failed(slices[i].key, child().name, "the rows differ from the blob");
      }
    }
    return status;
  }

  absl::Status CheckCount() {
    int64_t elements = 0, rows = 0;
    for (SliceKey after;;) {
      auto slices = ReadBlobs(after, "");
      if (!slices.ok()) return slices.status();
      for (const BlobSlice& slice : *slices) {
        auto message = Parse(slice);
        if (!message.ok()) return message.status();
        elements += ElementCount(child(), **message);
      }
      if (slices->empty()) break;
      after = slices->back().key;
    }
    absl::Status status = connection_.Query(Concat("SELECT COUNT(*) FROM `", child().name, "`"), {},
                                            [&rows](const Row& row) {
                                              rows = row.Int(0);
                                              return absl::OkStatus();
                                            });
    if (!status.ok() || rows == elements) return status;
    return absl::DataLossError(Concat(child().name, " holds ", rows, " rows and the blobs of ",
                                      type_.table(), " hold ", elements, " elements"));
  }

  Connection& connection_;
  const ResourceType& type_;
  std::vector<ChildTable> children_;
  // That holds the blobs.
  const std::string column_;
};

absl::Status FillList(Connection& connection, const std::vector<const ResourceType*>& types,
                      const std::string& list) {
  const size_t point = std::min(list.find('.'), list.size());
  const std::string table = list.substr(0, point);
  bool empty = true;
  absl::Status status =
      connection.Query(Concat("SELECT 1 FROM `", table, "` LIMIT 1"), {}, [&empty](const Row&) {
        empty = false;
        return absl::OkStatus();
      });
  // In a new schema the list may have another name by now.
  if (!status.ok() || empty) return status;
  for (const ResourceType* type : types) {
    if (type->table() != table) continue;
    const auto child = std::ranges::find(
        type->children(), list.substr(std::min(point + 1, list.size())), &ChildTable::field);
    if (child != type->children().end()) return ListFiller(connection, *type, *child).Fill();
  }
  return absl::FailedPreconditionError(Concat(list, " is no list of messages of this program"));
}

}  // namespace

absl::Status FillLists(Connection& connection, const std::vector<const ResourceType*>& types,
                       const std::vector<std::string>& lists) {
  for (const std::string& list : lists) {
    absl::Status status = FillList(connection, types, list);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

MigrationSteps FillListsStep(std::vector<const ResourceType*> types) {
  return {{"fill_lists", [types = std::move(types)](Connection& connection,
                                                    const std::vector<std::string>& lists) {
             return FillLists(connection, types, lists);
           }}};
}

}  // namespace concordat
