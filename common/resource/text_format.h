// The shapes that a text field may have: how each is checked, and how JSON Schema
// says it.
#ifndef CONCORDAT_COMMON_RESOURCE_TEXT_FORMAT_H_
#define CONCORDAT_COMMON_RESOURCE_TEXT_FORMAT_H_

#include <string>
#include <string_view>

#include "concordat/type/v1/rules.pb.h"

namespace concordat {

struct TextFormat {
  // `format` and `pattern` of JSON Schema; empty where it has none.
  std::string_view schema_format;
  std::string_view schema_pattern;
  // What is wrong with a text that is not empty; empty when nothing is.
  std::string (*what_is_wrong)(const std::string& text);
};

const TextFormat& TextFormatOf(type::v1::Format format);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_TEXT_FORMAT_H_
