#include "gateway/src/imports/import_columns.h"

#include <absl/strings/str_split.h>

#include <algorithm>
#include <utility>

#include "common/base/text.h"
#include "common/resource/field_rules.h"
#include "gateway/src/imports/csv_reader.h"

namespace concordat::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

const FieldDescriptor* FindField(const Descriptor& message, const std::string& name) {
  const FieldDescriptor* field = message.FindFieldByName(name);
  return field != nullptr ? field : message.FindFieldByCamelcaseName(name);
}

// What only the service sets is no column of a file.
bool MayStandInFile(const FieldDescriptor& field) {
  if (IsEngineField(field)) return field.name() == kEffectiveFrom;
  return !RulesOf(field).output_only;
}

absl::StatusOr<FileColumn> ReadColumn(const ResourceType& type, const std::string& title) {
  FileColumn column{FileColumn::kField, title, {}, -1};
  if (title == "id") column.kind = FileColumn::kId;
  if (title == "parent") column.kind = FileColumn::kParent;
  if (title == "effective_date") column.kind = FileColumn::kEffectiveDate;
  if (column.kind != FileColumn::kField) return column;
  const Descriptor* message = type.descriptor();
  for (const auto part : absl::StrSplit(title, '.')) {
    const FieldDescriptor* field =
        message == nullptr ? nullptr : FindField(*message, std::string(part));
    if (field == nullptr || !MayStandInFile(*field)) {
      return WrongCell(1, title, Concat("is no column of ", type.collection()));
    }
    column.path.push_back(field);
    message = field->message_type();
    if (message != nullptr && field->is_repeated()) {
      if (column.repeated_at >= 0) return WrongCell(1, title, "has lists within lists");
      column.repeated_at = static_cast<int>(column.path.size()) - 1;
    }
  }
  if (message != nullptr && message->file()->package().starts_with("concordat.")) {
    return WrongCell(1, title, "stands for several fields; name one of them");
  }
  return column;
}

}  // namespace

std::string FileColumn::PathTo(size_t end) const {
  std::string name;
  for (size_t i = 0; i < end; ++i) name += (i > 0 ? "." : "") + path[i]->name();
  return name;
}

absl::StatusOr<std::vector<FileColumn>> ReadColumns(const ResourceType& type,
                                                    const std::vector<std::string>& titles) {
  std::vector<FileColumn> columns;
  for (const std::string& title : titles) {
    auto column = ReadColumn(type, title);
    if (!column.ok()) return column.status();
    const auto same = [&column](const FileColumn& other) {
      return column->kind == FileColumn::kField && other.path == column->path;
    };
    const auto earlier = std::ranges::find_if(columns, same);
    if (earlier != columns.end()) {
      return WrongCell(1, title, Concat("is the same field as column ", earlier->title));
    }
    columns.push_back(*std::move(column));
  }
  if (std::ranges::count(titles, "id") > 0) return columns;
  return WrongCell(1, "id", "is missing in the header");
}

}  // namespace concordat::gateway
