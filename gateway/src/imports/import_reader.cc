#include "gateway/src/imports/import_reader.h"

#include <absl/strings/str_split.h>

#include <set>
#include <utility>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/ledger/references.h"
#include "gateway/src/imports/import_values.h"
#include "gateway/src/transcode/field_setter.h"

namespace concordat::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void Add(const absl::Status& status, std::vector<FieldViolation>* wrong) {
  for (FieldViolation& violation : ViolationsOf(status)) wrong->push_back(std::move(violation));
}

class FileReader {
 public:
  FileReader(const ResourceType& type, std::string_view partnership, ImportedFile* file)
      : type_(type), partnership_(partnership), columns_(file->columns), file_(*file) {}

  void ReadRow(const CsvRow& row) {
    // A row tells of all its wrong cells at once.
    std::vector<FieldViolation>& wrong = file_.wrong;
    auto name = NameOf(row);
    if (!name.ok()) {
      ImportedResource nameless;
      nameless.resource = type_.NewMessage();
      Add(name.status(), &wrong);
      Add(SetFields(row, nameless.resource.get()), &wrong);
      return Add(AddElements(row, &nameless), &wrong);
    }
    const size_t wrong_before = wrong.size();
    const bool continues =
        first_row_ != nullptr && TextField(*file_.resources.back().resource, "name") == *name;
    const size_t before = file_.resources.size();
    Add(continues ? CheckAgrees(row) : StartRecord(row, *name), &wrong);
    const bool has_record = continues || file_.resources.size() > before;
    if (!has_record) return;
    Add(AddElements(row, &file_.resources.back()), &wrong);
    if (wrong.size() > wrong_before) file_.resources.back().whole = false;
  }

 private:
  // The column of a kind, or the number of columns where there is none.
  size_t IndexOf(FileColumn::Kind kind) const {
    return std::ranges::find(columns_, kind, &FileColumn::kind) - columns_.begin();
  }
  std::string Cell(const CsvRow& row, FileColumn::Kind kind) const {
    const size_t index = IndexOf(kind);
    return index < columns_.size() ? row.cells[index] : "";
  }
  int LineOf(const CsvRow& row, FileColumn::Kind kind) const {
    const size_t index = IndexOf(kind);
    return index < columns_.size() ? row.cell_lines[index] : row.line;
  }

  absl::StatusOr<std::string> NameOf(const CsvRow& row) const {
    const std::string id = Cell(row, FileColumn::kId);
    if (!IsResourceId(id)) {
      return WrongCell(LineOf(row, FileColumn::kId), "id",
                       "must be 1 to 63 lower-case letters, digits or hyphens");
    }
    std::string parent = Cell(row, FileColumn::kParent);
    if (!partnership_.empty() && !parent.starts_with("partnerships/")) {
      parent = Concat("partnerships/", partnership_, parent.empty() ? "" : "/", parent);
    }
    std::string name = Concat(parent, parent.empty() ? "" : "/", type_.collection(), "/", id);
    if (!type_.Matches(name) ||
        ResourceType::PartnershipOf(name) != (type_.noun() == "Partnership" ? id : partnership_)) {
      return WrongCell(LineOf(row, FileColumn::kParent), "parent",
                       Concat("\"", name, "\" is no name of ", type_.singular()));
    }
    return name;
  }

  absl::Status StartRecord(const CsvRow& row, const std::string& name) {
    if (!names_.insert(name).second) {
      return WrongCell(LineOf(row, FileColumn::kId), "id",
                       Concat("\"", name, "\" stands twice, with others between"));
    }
    first_row_ = &row;
    ImportedResource& record = file_.resources.emplace_back();
    record.line = row.line;
    record.cell_lines = row.cell_lines;
    record.effective_date = Cell(row, FileColumn::kEffectiveDate);
    record.resource = type_.NewMessage();
    SetTextField(record.resource.get(), "name", name);
    return SetFields(row, record.resource.get());
  }

  absl::Status SetFields(const CsvRow& row, Message* message) const {
    std::vector<FieldViolation> wrong;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].kind != FileColumn::kField || columns_[i].InList()) continue;
      Add(SetCell(row, i, 0, message), &wrong);
    }
    return wrong.empty() ? absl::OkStatus() : InvalidFields(wrong);
  }

  // A row that goes on with a record may repeat what its first row says, or leave
  // it out.
  absl::Status CheckAgrees(const CsvRow& row) const {
    std::vector<FieldViolation> wrong;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const FileColumn& column = columns_[i];
      if (column.InList() || row.cells[i].empty()) continue;
      if (column.kind == FileColumn::kId || column.kind == FileColumn::kParent) continue;
      if (ValuesOf(row, i) == ValuesOf(*first_row_, i)) continue;
      Add(WrongCell(row.cell_lines[i], column.title,
                    Concat("contradicts line ", first_row_->cell_lines[i], " of the same record")),
          &wrong);
    }
    return wrong.empty() ? absl::OkStatus() : InvalidFields(wrong);
  }

  absl::Status AddElements(const CsvRow& row, ImportedResource* record) const {
    // One element of each list that the row has cells for.
    std::map<std::string, Message*> elements;
    std::vector<FieldViolation> wrong;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const FileColumn& column = columns_[i];
      if (!column.InList() || row.cells[i].empty()) continue;
      Message*& element = elements[column.WrittenPath()];
      if (element == nullptr) {
        element = AddElement(column, record->resource.get());
        record->element_lines[column.WrittenPath()].push_back(row.cell_lines);
      }
      Add(SetCell(row, i, column.repeated_at + 1, element), &wrong);
    }
    return wrong.empty() ? absl::OkStatus() : InvalidFields(wrong);
  }

  static Message* AddElement(const FileColumn& column, Message* message) {
    for (int i = 0; i < column.repeated_at; ++i) {
      message = message->GetReflection()->MutableMessage(message, column.path[i]);
    }
    return message->GetReflection()->AddMessage(message, column.path[column.repeated_at]);
  }

  // What a cell says, in full: several values for a list, none where it is empty.
  std::vector<std::string> ValuesOf(const CsvRow& row, size_t index) const {
    const std::string& cell = row.cells[index];
    if (cell.empty()) return {};
    if (columns_[index].kind != FileColumn::kField) return {cell};
    const FieldDescriptor& field = *columns_[index].path.back();
    std::vector<std::string> values = {cell};
    if (field.is_repeated()) values = absl::StrSplit(cell, '|');
    for (std::string& value : values) {
      if (!value.empty()) value = FullValue(field, value, partnership_);
    }
    return values;
  }

  // Sets the field of a column; its path from step `from` on is that in `message`.
  absl::Status SetCell(const CsvRow& row, size_t index, size_t from, Message* message) const {
    const FileColumn& column = columns_[index];
    std::string path;
    for (size_t i = from; i < column.path.size(); ++i) {
      path += (path.empty() ? "" : ".") + column.path[i]->name();
    }
    std::set<std::string> given;
    for (const std::string& value : ValuesOf(row, index)) {
      if (value.empty()) {
        return WrongCell(row.cell_lines[index], column.title,
                         "has nothing before, between or after its |");
      }
      absl::Status status = SetField(message, path, value, &given);
      if (!status.ok()) {
        const auto violations = ViolationsOf(status);
        return WrongCell(row.cell_lines[index], column.title,
                         violations.empty() ? "is wrong" : violations[0].description);
      }
    }
    return absl::OkStatus();
  }

  const ResourceType& type_;
  const std::string partnership_;
  const std::vector<FileColumn>& columns_;
  ImportedFile& file_;
  // Of the record that is being read.
  const CsvRow* first_row_ = nullptr;
  std::set<std::string> names_;
};

}  // namespace

absl::StatusOr<ImportedFile> ReadResources(const ResourceType& type, std::string_view partnership,
                                           const CsvTable& table) {
  ImportedFile file;
  auto columns = ReadColumns(type, table.columns);
  if (!columns.ok()) return columns.status();
  file.columns = *std::move(columns);
  FileReader reader(type, partnership, &file);
  for (const CsvRow& row : table.rows) {
    reader.ReadRow(row);
    if (file.wrong.size() >= kMaxWrongCells) break;
  }
  return file;
}

ImportedFile WhatCanBeChecked(ImportedFile file) {
  // By name, the records that need it.
  std::map<std::string, std::vector<ImportedResource*>> needed;
  std::vector<ImportedResource*> left_out;
  for (ImportedResource& record : file.resources) {
    const std::string name = TextField(*record.resource, "name");
    for (const std::string& other : NamesNeeded(name, *record.resource)) {
      needed[other].push_back(&record);
    }
    if (!record.whole) left_out.push_back(&record);
  }
  while (!left_out.empty()) {
    const std::string name = TextField(*left_out.back()->resource, "name");
    left_out.pop_back();
    for (ImportedResource* record : needed[name]) {
      if (record->whole) left_out.push_back(record);
      record->whole = false;
    }
  }
  std::erase_if(file.resources, [](const ImportedResource& record) { return !record.whole; });
  file.wrong.clear();
  return file;
}

}  // namespace concordat::gateway
