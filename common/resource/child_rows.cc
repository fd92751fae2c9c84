#include "common/resource/child_rows.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/base/text.h"
#include "common/resource/row_mapper.h"

namespace concordat {
namespace {

using google::protobuf::Message;

// Statements for a few numbers of slices, so that few have to be prepared; what is
// left over repeats the last key.
constexpr size_t kKeyCounts[] = {1, 8, 64, 256, kMaxKeys};

enum KeyCell { kName, kValidFrom, kRecordedBy, kOrdinal };
constexpr size_t kFirstColumn = kChildKey.size();

// The message that holds the list; an absent one reads as its default.
const Message& Holder(const ChildTable& child, const Message& resource) {
  const Message* message = &resource;
  for (size_t i = 0; i + 1 < child.path.size(); ++i) {
    message = &message->GetReflection()->GetMessage(*message, child.path[i]);
  }
  return *message;
}

Message* MutableHolder(const ChildTable& child, Message* message) {
  for (size_t i = 0; i + 1 < child.path.size(); ++i) {
    message = message->GetReflection()->MutableMessage(message, child.path[i]);
  }
  return message;
}

const Message& ElementOf(const ChildTable& child, const Message& resource, int ordinal) {
  const Message& holder = Holder(child, resource);
  return holder.GetReflection()->GetRepeatedMessage(holder, child.path.back(), ordinal);
}

absl::Status ReadElement(const Row& row, const ChildTable& child, Message* resource) {
  // A gap would make the list another one without a word.
  if (row.Int(kOrdinal) != ElementCount(child, *resource)) {
    return absl::DataLossError(Concat(child.name, " lacks an element of ", row.Text(kName),
                                      " before ordinal ", row.Int(kOrdinal), " (valid from ",
                                      row.Text(kValidFrom), ")"));
  }
  Message* holder = MutableHolder(child, resource);
  return ReadColumns(row, kFirstColumn, child.columns,
                     holder->GetReflection()->AddMessage(holder, child.path.back()));
}

std::string SelectChildren(const ChildTable& child, size_t keys) {
  std::string places = "(?, ?, ?)";
  for (size_t i = 1; i < keys; ++i) places += ", (?, ?, ?)";
  return Concat("SELECT c.resource_name, c.valid_from, c.recorded_by, c.ordinal, ",
                SelectList(child.columns, "c"), " FROM `", child.name,
                "` c WHERE (c.resource_name, c.valid_from, c.recorded_by) IN (", places,
                ") ORDER BY c.resource_name, c.valid_from, c.recorded_by, c.ordinal");
}

SliceKey KeyOf(const Row& row) {
  return {std::string(row.Text(kName)), std::string(row.Text(kValidFrom)),
          std::string(row.Text(kRecordedBy))};
}

SqlValues KeyValues(std::span<const KeyedSlice> slices, size_t keys) {
  SqlValues values;
  values.reserve(3 * keys);
  for (size_t i = 0; i < keys; ++i) {
    const SliceKey& key = slices[std::min(i, slices.size() - 1)].key;
    values.insert(values.end(), {key.name, key.valid_from, key.recorded_by});
  }
  return values;
}

}  // namespace

int ElementCount(const ChildTable& child, const Message& resource) {
  const Message& holder = Holder(child, resource);
  return holder.GetReflection()->FieldSize(holder, child.path.back());
}

absl::Status ReadChildren(Connection& connection, const std::vector<ChildTable>& children,
                          std::span<const KeyedSlice> slices) {
  while (!children.empty() && !slices.empty()) {
    const auto part = slices.first(std::min(slices.size(), kMaxKeys));
    slices = slices.subspan(part.size());
    const size_t keys =
        *std::ranges::find_if(kKeyCounts, [&part](size_t n) { return n >= part.size(); });
    std::map<SliceKey, Message*> messages;
    for (const KeyedSlice& slice : part) messages.emplace(slice.key, slice.message);
    const SqlValues values = KeyValues(part, keys);
    for (const ChildTable& child : children) {
      absl::Status status =
          connection.Query(SelectChildren(child, keys), values, [&](const Row& row) {
            const auto found = messages.find(KeyOf(row));
            if (found == messages.end()) return absl::InternalError("a row of no slice asked for");
            return ReadElement(row, child, found->second);
          });
      if (!status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

RowStatement InsertChildren(const ChildTable& child) {
  std::string columns;
  for (const std::string_view key : kChildKey) columns += Concat(columns.empty() ? "" : ", ", key);
  const std::vector<std::string> written = WrittenColumns(child.columns);
  for (const std::string& column : written) columns += Concat(", `", column, "`");
  return {Concat("INSERT INTO `", child.name, "` (", columns, ") VALUES "),
          kFirstColumn + written.size()};
}

void AppendChildRows(const ChildTable& child, const SliceKey& key, const Message& resource,
                     SqlValues* values) {
  const int count = ElementCount(child, resource);
  for (int i = 0; i < count; ++i) {
    values->emplace_back(key.name);
    values->emplace_back(key.valid_from);
    values->emplace_back(key.recorded_by);
    values->emplace_back(int64_t{i});
    AppendColumns(child.columns, ElementOf(child, resource, i), values);
  }
}

absl::Status UpdateChildren(Connection& connection, const ChildTable& child, const SliceKey& key,
                            const Message& resource) {
  std::string sets;
  for (const std::string& column : WrittenColumns(child.columns)) {
    sets += Concat(sets.empty() ? "`" : ", `", column, "` = ?");
  }
  const std::string sql =
      Concat("UPDATE `", child.name, "` SET ", sets,
             " WHERE resource_name = ? AND valid_from = ? AND recorded_by = ? AND ordinal = ?");
  const int count = ElementCount(child, resource);
  for (int i = 0; i < count; ++i) {
    SqlValues values;
    AppendColumns(child.columns, ElementOf(child, resource, i), &values);
    values.insert(values.end(), {key.name, key.valid_from, key.recorded_by, int64_t{i}});
    absl::Status status = connection.Execute(sql, values).status();
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace concordat
