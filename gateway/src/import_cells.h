// Sets a field of a resource from the text of one cell.
#ifndef CONCORDAT_GATEWAY_IMPORT_CELLS_H_
#define CONCORDAT_GATEWAY_IMPORT_CELLS_H_

#include <string>

#include <absl/status/status.h>
#include <google/protobuf/message.h>

#include "gateway/src/import_columns.h"

namespace concordat::gateway {

// Sets the column's field from text that is not empty; of a list, in the element
// that was added last. References may be relative to `partnership`
// (`partnerships/{partnership}`). INVALID_ARGUMENT says what is wrong with it.
absl::Status SetCell(const ImportColumn& column, const std::string& text,
                     const std::string& partnership, google::protobuf::Message* resource);

// Adds an element to the column's list, for the cells of one row.
void AddElement(const ImportColumn& column, google::protobuf::Message* resource);

// Writes out references that are relative to the partnership, in the whole
// message. The error names the field.
absl::Status ExpandReferences(const std::string& partnership, google::protobuf::Message* message);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_IMPORT_CELLS_H_
