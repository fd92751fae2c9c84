// The columns of a file and the fields of a resource: which belongs to which,
// and how a cell is read. All collections have them alike.
#ifndef CONCORDAT_GATEWAY_IMPORT_READER_H_
#define CONCORDAT_GATEWAY_IMPORT_READER_H_

#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/resource_type.h"
#include "gateway/src/csv_reader.h"

namespace concordat::gateway {

// What one record of a file says, in one row or several.
struct ImportedResource {
  int line = 0;
  std::unique_ptr<google::protobuf::Message> resource;  // with its name
  std::string effective_date;
};

struct ImportedFile {
  std::vector<ImportedResource> resources;
  // Field paths that the file has columns for.
  std::vector<std::string> fields;
};

// Reads the rows of a file for one type below a partnership (empty for global
// types). A row that follows one of the same name adds an element to
// the repeated messages it has cells for. INVALID_ARGUMENT names line and column.
absl::StatusOr<ImportedFile> ReadResources(const ResourceType& type, std::string_view partnership,
                                           const CsvTable& table);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_IMPORT_READER_H_
