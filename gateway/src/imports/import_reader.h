// Reads the rows of an imported file into resources. All collections are read alike.
#ifndef CONCORDAT_GATEWAY_IMPORTS_IMPORT_READER_H_
#define CONCORDAT_GATEWAY_IMPORTS_IMPORT_READER_H_

#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/errors.h"
#include "common/resource/resource_type.h"
#include "gateway/src/imports/csv_reader.h"
#include "gateway/src/imports/import_columns.h"

namespace concordat::gateway {

// What one record of a file says, in one row or several.
struct ImportedResource {
  // Of its first row, and of the cells in it.
  int line = 0;
  std::vector<int> cell_lines;
  std::unique_ptr<google::protobuf::Message> resource;  // with its name
  std::string effective_date;
  // The lines of the cells of the row that each element of a list of messages stands
  // in, by the list's path.
  std::map<std::string, std::vector<std::vector<int>>> element_lines;
  // All its cells could be read.
  bool whole = true;
};

struct ImportedFile {
  std::vector<FileColumn> columns;
  std::vector<ImportedResource> resources;
  // What could not be read, by line and column.
  std::vector<FieldViolation> wrong;
};

// After so many errors a file is not read on.
inline constexpr size_t kMaxWrongCells = 100;

// Reads the rows of a file for one type below a partnership (empty for global
// types). A row that follows one of the same name adds an element to the lists of
// messages it has cells for, and may not contradict the first row in anything
// else. INVALID_ARGUMENT for a header that cannot be read.
absl::StatusOr<ImportedFile> ReadResources(const ResourceType& type, std::string_view partnership,
                                           const CsvTable& table);

// Those records that can be looked at by themselves: what could not be read in full is
// left out, and whatever refers to it.
ImportedFile WhatCanBeChecked(ImportedFile file);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_IMPORTS_IMPORT_READER_H_
