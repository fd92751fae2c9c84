#include "common/resource/enum_names.h"

#include <absl/strings/ascii.h>

#include <algorithm>

#include "common/base/text.h"

namespace concordat {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;

const EnumValueDescriptor* FindEnumValue(const EnumDescriptor& values, std::string_view text) {
  const auto* exact = values.FindValueByName(std::string(text));
  if (exact != nullptr) return exact;
  const std::string& zero = values.value(0)->name();
  const size_t mark = zero.rfind("UNSPECIFIED");
  if (mark == std::string::npos) return nullptr;
  std::string name = absl::AsciiStrToUpper(ToAbsl(text));
  std::ranges::replace(name, '-', '_');
  std::ranges::replace(name, ' ', '_');
  return values.FindValueByName(Concat(zero.substr(0, mark), name));
}

std::string NoEnumValue(const EnumDescriptor& values, std::string_view text) {
  size_t cut = std::min<size_t>(text.size(), 100);
  // Never within a character.
  while (cut < text.size() && cut > 0 && (text[cut] & 0xc0) == 0x80) --cut;
  std::string error =
      Concat("\"", text.substr(0, cut), "\" is no ", values.name(), "; it is one of ");
  for (int i = 0; i < values.value_count(); ++i) {
    error += Concat(i == 0 ? "" : ", ", values.value(i)->name());
  }
  return error;
}

}  // namespace concordat
