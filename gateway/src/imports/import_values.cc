#include "gateway/src/imports/import_values.h"

#include "common/base/text.h"
#include "common/resource/enum_names.h"
#include "common/resource/field_rules.h"
#include "common/resource/resource_index.h"

namespace concordat::gateway {
namespace {

using google::protobuf::FieldDescriptor;

// A name within the partnership may leave the partnership out, or be an id alone.
std::string FullReference(const FieldDescriptor& field, const std::string& text,
                          std::string_view partnership) {
  const ResourceType* target = FindLinkedType(RulesOf(field).refers_to);
  if (text.starts_with("partnerships/") || text.starts_with("councils/")) return text;
  // A reference to any type needs the collection, and may leave the partnership out.
  if (target == nullptr) return Concat("partnerships/", partnership, "/", text);
  const bool global = target->pattern()[0] != "partnerships";
  const bool id_alone = text.find('/') == std::string::npos;
  const std::string within =
      id_alone && target->pattern().size() <= 4 ? Concat(target->collection(), "/", text) : text;
  return global ? within : Concat("partnerships/", partnership, "/", within);
}

}  // namespace

std::string FullValue(const FieldDescriptor& field, const std::string& text,
                      std::string_view partnership) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    const auto* value = FindEnumValue(*field.enum_type(), text);
    return value == nullptr ? text : value->name();
  }
  if (RulesOf(field).is_reference()) {
    return FullReference(field, text, partnership);
  }
  return text;
}

}  // namespace concordat::gateway
