// The names of an enum's values as they are written and read everywhere: in JSON,
// queries, filters and files.
#ifndef CONCORDAT_COMMON_RESOURCE_ENUM_NAMES_H_
#define CONCORDAT_COMMON_RESOURCE_ENUM_NAMES_H_

#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>

namespace concordat {

// RAG_GREEN for itself and for `GREEN`, `green`: what all values begin with may be
// left out, then case and hyphens or blanks for `_` do not matter. Null for no value.
const google::protobuf::EnumValueDescriptor* FindEnumValue(
    const google::protobuf::EnumDescriptor& values, std::string_view text);

// `"blue" is no Rag; it is one of RAG_GREEN, RAG_AMBER`.
std::string NoEnumValue(const google::protobuf::EnumDescriptor& values, std::string_view text);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_ENUM_NAMES_H_
