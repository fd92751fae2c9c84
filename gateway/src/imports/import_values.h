// What a cell of an imported file stands for: the short forms of names and enums.
#ifndef CONCORDAT_GATEWAY_IMPORTS_IMPORT_VALUES_H_
#define CONCORDAT_GATEWAY_IMPORTS_IMPORT_VALUES_H_

#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>

namespace concordat::gateway {

// The text in full as the field takes it: `GREEN` is RAG_GREEN, `projects/ict` is
// a name within the partnership. Anything else is as written.
std::string FullValue(const google::protobuf::FieldDescriptor& field, const std::string& text,
                      std::string_view partnership);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_IMPORTS_IMPORT_VALUES_H_
