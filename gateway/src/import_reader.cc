#include "gateway/src/import_reader.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <set>
#include <utility>

#include "common/errors.h"
#include "common/request_fields.h"
#include "common/resource_index.h"
#include "common/text.h"
#include "gateway/src/field_setter.h"
#include "google/api/resource.pb.h"

namespace concordat::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// One column: what it is called, and the fields down to the one it fills.
struct FileColumn {
  enum Kind { kId, kParent, kEffectiveDate, kField } kind = kField;
  std::string title;
  FieldPath path;
  // Place in `path` of a repeated message; -1 without one.
  int repeated_at = -1;

  // The field path that the service is told.
  std::string FieldName() const {
    std::string name;
    const size_t end = repeated_at >= 0 ? repeated_at + 1 : path.size();
    for (size_t i = 0; i < end; ++i) name += (i > 0 ? "." : "") + path[i]->name();
    return name;
  }
};

const FieldDescriptor* FindField(const Descriptor& message, const std::string& name) {
  const FieldDescriptor* field = message.FindFieldByName(name);
  return field != nullptr ? field : message.FindFieldByCamelcaseName(name);
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
    if (field == nullptr || (column.path.empty() && field->number() < 7)) {
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

// `GREEN` for RAG_GREEN: what all values of the enum begin with may be left out.
std::string FullEnumName(const google::protobuf::EnumDescriptor& values, const std::string& text) {
  if (values.FindValueByName(text) != nullptr) return text;
  const std::string& zero = values.value(0)->name();
  const std::string prefix = zero.substr(0, zero.rfind("UNSPECIFIED"));
  std::string upper = absl::AsciiStrToUpper(text);
  std::ranges::replace(upper, '-', '_');
  std::ranges::replace(upper, ' ', '_');
  return prefix + upper;
}

// A name within the partnership may leave the partnership out, or be an id alone.
std::string FullReference(const FieldDescriptor& field, const std::string& text,
                          std::string_view partnership) {
  const std::string& type = field.options().GetExtension(google::api::resource_reference).type();
  const ResourceType* target = FindLinkedType(type);
  if (text.starts_with("partnerships/") || text.starts_with("councils/")) return text;
  // A reference to any type needs the collection, and may leave the partnership out.
  if (target == nullptr) return Concat("partnerships/", partnership, "/", text);
  const bool global = target->pattern()[0] != "partnerships";
  const bool id_alone = text.find('/') == std::string::npos;
  const std::string within =
      id_alone && target->pattern().size() <= 4 ? Concat(target->collection(), "/", text) : text;
  return global ? within : Concat("partnerships/", partnership, "/", within);
}

std::string FullValue(const FieldDescriptor& field, const std::string& text,
                      std::string_view partnership) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    return FullEnumName(*field.enum_type(), text);
  }
  if (field.options().HasExtension(google::api::resource_reference)) {
    return FullReference(field, text, partnership);
  }
  return text;
}

class FileReader {
 public:
  FileReader(const ResourceType& type, std::string_view partnership)
      : type_(type), partnership_(partnership) {}

  absl::Status ReadHeader(const std::vector<std::string>& titles, ImportedFile* file) {
    for (const std::string& title : titles) {
      auto column = ReadColumn(type_, title);
      if (!column.ok()) return column.status();
      if (column->kind == FileColumn::kField) {
        const std::string field = column->FieldName();
        if (std::ranges::count(file->fields, field) == 0) file->fields.push_back(field);
      }
      columns_.push_back(*std::move(column));
    }
    if (std::ranges::count(titles, "id") > 0) return absl::OkStatus();
    return WrongCell(1, "id", "is missing in the header");
  }

  absl::Status ReadRow(const CsvRow& row, ImportedFile* file) {
    auto name = NameOf(row);
    if (!name.ok()) return name.status();
    const bool continues =
        !file->resources.empty() && TextField(*file->resources.back().resource, "name") == *name;
    if (!continues) {
      if (!names_.insert(*name).second) {
        return WrongCell(row.line, "id",
                         Concat("\"", *name, "\" stands twice, with others between"));
      }
      file->resources.push_back({row.line, type_.NewMessage(), ""});
      SetTextField(file->resources.back().resource.get(), "name", *name);
    }
    return ReadCells(row, continues, &file->resources.back());
  }

 private:
  std::string Cell(const CsvRow& row, FileColumn::Kind kind) const {
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].kind == kind) return row.cells[i];
    }
    return "";
  }

  absl::StatusOr<std::string> NameOf(const CsvRow& row) const {
    const std::string id = Cell(row, FileColumn::kId);
    if (!IsResourceId(id)) {
      return WrongCell(row.line, "id", "must be 1 to 63 lower-case letters, digits or hyphens");
    }
    std::string parent = Cell(row, FileColumn::kParent);
    if (!partnership_.empty() && !parent.starts_with("partnerships/")) {
      parent = Concat("partnerships/", partnership_, parent.empty() ? "" : "/", parent);
    }
    std::string name = Concat(parent, parent.empty() ? "" : "/", type_.collection(), "/", id);
    if (!type_.Matches(name) ||
        ResourceType::PartnershipOf(name) != (type_.noun() == "Partnership" ? id : partnership_)) {
      return WrongCell(row.line, "parent",
                       Concat("\"", name, "\" is no name of ", type_.singular()));
    }
    return name;
  }

  absl::Status ReadCells(const CsvRow& row, bool continues, ImportedResource* target) {
    // The elements that this record adds, by their repeated field.
    std::map<const FieldDescriptor*, Message*> elements;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const FileColumn& column = columns_[i];
      const std::string& cell = row.cells[i];
      if (column.kind == FileColumn::kEffectiveDate && !continues) target->effective_date = cell;
      if (column.kind != FileColumn::kField || cell.empty()) continue;
      absl::Status status;
      if (column.repeated_at < 0) {
        // A continuing record may repeat what the first one said, or leave it out.
        if (!continues) status = SetCell(row, column, 0, cell, target->resource.get());
      } else {
        Message*& element = elements[column.path[column.repeated_at]];
        if (element == nullptr) element = AddElement(column, target->resource.get());
        status = SetCell(row, column, column.repeated_at + 1, cell, element);
      }
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  static Message* AddElement(const FileColumn& column, Message* message) {
    for (int i = 0; i < column.repeated_at; ++i) {
      message = message->GetReflection()->MutableMessage(message, column.path[i]);
    }
    return message->GetReflection()->AddMessage(message, column.path[column.repeated_at]);
  }

  absl::Status SetCell(const CsvRow& row, const FileColumn& column, size_t from,
                       const std::string& cell, Message* message) const {
    std::string path;
    for (size_t i = from; i < column.path.size(); ++i) {
      path += (path.empty() ? "" : ".") + column.path[i]->name();
    }
    const FieldDescriptor& field = *column.path.back();
    const std::vector<std::string> values =
        field.is_repeated() ? std::vector<std::string>(absl::StrSplit(cell, '|'))
                            : std::vector<std::string>{cell};
    for (const std::string& value : values) {
      absl::Status status = SetField(message, path, FullValue(field, value, partnership_));
      if (!status.ok()) {
        const auto violations = ViolationsOf(status);
        return WrongCell(row.line, column.title,
                         violations.empty() ? "is wrong" : violations[0].description);
      }
    }
    return absl::OkStatus();
  }

  const ResourceType& type_;
  const std::string partnership_;
  std::vector<FileColumn> columns_;
  std::set<std::string> names_;
};

}  // namespace

absl::StatusOr<ImportedFile> ReadResources(const ResourceType& type, std::string_view partnership,
                                           const CsvTable& table) {
  ImportedFile file;
  FileReader reader(type, partnership);
  absl::Status status = reader.ReadHeader(table.columns, &file);
  for (const CsvRow& row : table.rows) {
    if (status.ok()) status = reader.ReadRow(row, &file);
  }
  if (!status.ok()) return status;
  return file;
}

}  // namespace concordat::gateway
