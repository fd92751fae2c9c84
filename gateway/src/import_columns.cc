#include "gateway/src/import_columns.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/errors.h"
#include "common/text.h"
#include "gateway/src/csv_reader.h"
#include "google/api/field_behavior.pb.h"

namespace concordat::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr char kEffectiveFrom[] = "effective_from";

std::optional<ImportColumn::Kind> KindOf(std::string_view header) {
  if (header == "name") return ImportColumn::kName;
  if (header == "id") return ImportColumn::kId;
  if (header == "parent") return ImportColumn::kParent;
  if (header == "effective_date" || header == "effectiveDate") return ImportColumn::kEffectiveDate;
  return std::nullopt;
}

const FieldDescriptor* FindField(const Descriptor& message, const std::string& name) {
  const FieldDescriptor* field = message.FindFieldByName(name);
  return field != nullptr ? field : message.FindFieldByCamelcaseName(name);
}

bool IsList(const FieldDescriptor& field) {
  return field.is_repeated() && !field.is_map() &&
         field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

bool IsComputed(const FieldDescriptor& field) {
  const auto& options = field.options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    if (options.GetExtension(google::api::field_behavior, i) == google::api::OUTPUT_ONLY) return true;
  }
  return false;
}

// Follows `source.section`; empty when there is no such field. A list within a
// list has no column: its rows could not be told apart.
FieldPath FindPath(const Descriptor& message, std::string_view header) {
  FieldPath path;
  const Descriptor* holder = &message;
  for (bool more = true; more;) {
    const size_t point = header.find('.');
    more = point != std::string_view::npos;
    const FieldDescriptor* field = FindField(*holder, std::string(header.substr(0, point)));
    if (field == nullptr) return {};
    path.push_back(field);
    if (!more) break;
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || field->is_map()) return {};
    holder = field->message_type();
    header.remove_prefix(point + 1);
  }
  const auto outer_lists = std::count_if(path.begin(), path.end() - 1,
                                         [](const FieldDescriptor* field) { return IsList(*field); });
  return outer_lists > 1 ? FieldPath() : path;
}

std::string Join(const FieldPath& path) {
  std::string text;
  for (const FieldDescriptor* field : path) text += (text.empty() ? "" : ".") + field->name();
  return text;
}

absl::StatusOr<ImportColumn> MapColumn(const ResourceType& type, const std::string& header) {
  ImportColumn column;
  column.header = header;
  // A resource's own field comes first: a register has a `parent` that is not part of its name.
  const FieldDescriptor* own = type.descriptor()->FindFieldByName(header);
  const auto kind = KindOf(header);
  if (kind.has_value() && (own == nullptr || kind == ImportColumn::kName)) {
    column.kind = *kind;
    return column;
  }
  column.path = FindPath(*type.descriptor(), header);
  if (column.path.empty()) {
    return WrongCell(1, header, Concat(type.noun(), " has no field of this name"));
  }
  column.field = WrittenField(type, Join(column.path));
  if (column.field.empty() || std::ranges::any_of(column.path, [](const FieldDescriptor* field) {
        return IsComputed(*field);
      })) {
    return WrongCell(1, header, "is set by the service and cannot be imported");
  }
  for (size_t i = 0; i + 1 < column.path.size(); ++i) {
    if (IsList(*column.path[i])) column.list_at = static_cast<int>(i);
  }
  return column;
}

// What two columns must not both say.
std::string MeaningOf(const ImportColumn& column) {
  switch (column.kind) {
    case ImportColumn::kName:
    case ImportColumn::kId:
      return "name";
    case ImportColumn::kParent:
      return "parent";
    case ImportColumn::kEffectiveDate:
      return "effective_date";
    case ImportColumn::kField:
      break;
  }
  return Join(column.path);
}

// One path within another: `lines` holds `lines.year` already.
bool Overlaps(const std::string& a, const std::string& b) {
  return a == b || a.starts_with(b + ".") || b.starts_with(a + ".");
}

absl::Status CheckTogether(const std::vector<ImportColumn>& columns) {
  for (size_t i = 0; i < columns.size(); ++i) {
    for (size_t k = 0; k < i; ++k) {
      if (!Overlaps(MeaningOf(columns[i]), MeaningOf(columns[k]))) continue;
      return WrongCell(1, columns[i].header,
                       Concat("says the same as column ", columns[k].header));
    }
  }
  const auto has = [&columns](ImportColumn::Kind kind) {
    return std::ranges::count(columns, kind, &ImportColumn::kind) > 0;
  };
  if (has(ImportColumn::kName) && has(ImportColumn::kParent)) {
    return WrongCell(1, "parent", "says the same as column name");
  }
  if (has(ImportColumn::kName) || has(ImportColumn::kId)) return absl::OkStatus();
  return WrongCell(1, "id", "the column is missing: it says which record a row is");
}

}  // namespace

absl::StatusOr<std::vector<ImportColumn>> MapColumns(const ResourceType& type,
                                                     const std::vector<std::string>& headers) {
  std::vector<ImportColumn> columns;
  std::vector<FieldViolation> violations;
  for (const std::string& header : headers) {
    auto column = MapColumn(type, header);
    if (column.ok()) {
      columns.push_back(*std::move(column));
    } else {
      std::ranges::copy(ViolationsOf(column.status()), std::back_inserter(violations));
    }
  }
  if (!violations.empty()) return InvalidFields(violations);
  absl::Status status = CheckTogether(columns);
  if (!status.ok()) return status;
  return columns;
}

std::string WrittenField(const ResourceType& type, std::string_view path) {
  if (path == kEffectiveFrom) return std::string(path);
  const std::string below = Concat(path, ".");
  for (const Column& column : type.columns()) {
    if (path == column.field || column.field.starts_with(below)) return std::string(path);
    if (path.starts_with(column.field + ".")) return column.field;
  }
  return "";
}

std::string HeaderOf(const std::vector<ImportColumn>& columns, std::string_view path) {
  std::string plain;
  bool index = false;
  for (const char c : path) {
    index = c == '[' || (index && c != ']');
    if (!index && c != ']') plain += c;
  }
  for (const ImportColumn& column : columns) {
    const bool names = column.kind == ImportColumn::kName || column.kind == ImportColumn::kId;
    if (names ? plain == "name" : MeaningOf(column) == plain) return column.header;
  }
  // A whole message in one cell.
  for (const ImportColumn& column : columns) {
    if (column.kind == ImportColumn::kField && plain.starts_with(Join(column.path) + ".")) {
      return column.header;
    }
  }
  return std::string(path);
}

}  // namespace concordat::gateway
