#include "gateway/src/openapi/openapi_schemas.h"

#include "common/base/text.h"
#include "common/resource/field_rules.h"
#include "common/resource/text_format.h"
#include "google/api/resource.pb.h"

namespace concordat::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using nlohmann::ordered_json;

// `concordat.programme.v1.Council.Kind` as `programme.v1.Council.Kind`.
std::string NameOf(const std::string& full_name) {
  constexpr std::string_view kOurs = "concordat.";
  return full_name.starts_with(kOurs) ? full_name.substr(kOurs.size()) : full_name;
}

ordered_json Ref(const std::string& full_name) {
  return {{"$ref", "#/components/schemas/" + NameOf(full_name)}};
}

// Well-known types have a JSON form of their own; null for others.
ordered_json WellKnown(const Descriptor& message) {
  const std::string& name = message.full_name();
  if (name == "google.protobuf.Timestamp") return {{"type", "string"}, {"format", "date-time"}};
  if (name == "google.protobuf.FieldMask" || name == "google.protobuf.Duration") {
    return {{"type", "string"}};
  }
  if (name == "google.protobuf.Any") {
    return {{"type", "object"},
            {"description", "A message with the URL of its type beside its fields."},
            {"properties", {{"@type", {{"type", "string"}}}}},
            {"required", {"@type"}}};
  }
  if (message.file()->package() == "google.protobuf") return {{"type", "object"}};
  return nullptr;
}

ordered_json Text(const FieldDescriptor& field, const FieldRules& rules, bool bounded) {
  if (field.type() == FieldDescriptor::TYPE_BYTES) {
    return {{"type", "string"}, {"contentEncoding", "base64"}};
  }
  ordered_json schema = {{"type", "string"}};
  const TextFormat& format = TextFormatOf(rules.format);
  if (!format.schema_format.empty()) schema["format"] = format.schema_format;
  if (!format.schema_pattern.empty()) schema["pattern"] = format.schema_pattern;
  if (bounded) schema["maxLength"] = rules.max_length;
  return schema;
}

ordered_json Whole(const FieldRules& rules, const char* format, bool bounded) {
  ordered_json schema = {{"type", "integer"}, {"format", format}};
  if (!rules.bounded || !bounded) return schema;
  schema["minimum"] = rules.minimum;
  schema["maximum"] = rules.maximum;
  return schema;
}

// 64-bit numbers are text in protobuf's JSON form, since not every reader of
// JSON holds them exactly.
ordered_json Whole64(const FieldRules& rules, bool bounded) {
  ordered_json schema = {{"type", "string"}, {"format", "int64"}, {"pattern", "^-?\\d+$"}};
  if (rules.bounded && bounded) {
    schema["description"] = Concat("From ", rules.minimum, " to ", rules.maximum, ".");
  }
  return schema;
}

}  // namespace

OpenApiSchemas::OpenApiSchemas(const ProtoComments& comments,
                               const std::vector<const Descriptor*>& requests)
    : comments_(comments) {
  for (const Descriptor* request : requests) AddWritten(*request);
}

void OpenApiSchemas::AddWritten(const Descriptor& message) {
  if (!written_.insert(&message).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (field.message_type() != nullptr && !RulesOf(field).output_only) {
      AddWritten(*field.message_type());
    }
  }
}

bool OpenApiSchemas::IsBounded(const FieldDescriptor& field) const {
  return written_.contains(field.containing_type()) && !RulesOf(field).output_only;
}

ordered_json OpenApiSchemas::RefTo(const Descriptor& message) {
  ordered_json known = WellKnown(message);
  if (!known.is_null()) return known;
  const std::string name = NameOf(message.full_name());
  if (!schemas_.contains(name)) {
    // Stands before its fields are looked at: a message may hold its own kind.
    schemas_[name] = ordered_json::object();
    ordered_json object = OfObject(message);
    schemas_[name] = std::move(object);
  }
  return Ref(message.full_name());
}

ordered_json OpenApiSchemas::RefToPatch(const Descriptor& message) {
  ordered_json known = WellKnown(message);
  if (!known.is_null()) return known;
  const std::string full_name = message.full_name() + "Patch";
  if (!schemas_.contains(NameOf(full_name))) {
    schemas_[NameOf(full_name)] = ordered_json::object();
    ordered_json object = OfPatch(message);
    schemas_[NameOf(full_name)] = std::move(object);
  }
  return Ref(full_name);
}

ordered_json OpenApiSchemas::RefTo(const EnumDescriptor& values) {
  const std::string name = NameOf(values.full_name());
  if (schemas_.contains(name)) return Ref(values.full_name());
  ordered_json schema = {{"type", "string"}, {"enum", ordered_json::array()}};
  std::string text = comments_.Of(values);
  for (int i = 0; i < values.value_count(); ++i) {
    schema["enum"].push_back(values.value(i)->name());
    text += Concat(i == 0 ? "\n\n" : "\n", "- `", values.value(i)->name(),
                   "`: ", comments_.Of(*values.value(i)));
  }
  schema["description"] = text;
  schemas_[name] = std::move(schema);
  return Ref(values.full_name());
}

ordered_json OpenApiSchemas::OfElement(const FieldDescriptor& field) {
  const FieldRules& rules = RulesOf(field);
  const bool bounded = IsBounded(field);
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return Text(field, rules, bounded);
    case FieldDescriptor::CPPTYPE_BOOL:
      return {{"type", "boolean"}};
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_UINT32:
      return Whole(rules, "int32", bounded);
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT64:
      return Whole64(rules, bounded);
    case FieldDescriptor::CPPTYPE_ENUM:
      return RefTo(*field.enum_type());
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return RefTo(*field.message_type());
    default:
      return {{"type", "number"}};
  }
}

ordered_json OpenApiSchemas::OfField(const FieldDescriptor& field) {
  ordered_json schema;
  if (field.is_map()) {
    schema = {{"type", "object"},
              {"additionalProperties", OfElement(*field.message_type()->map_value())}};
  } else if (field.is_repeated()) {
    schema = {{"type", "array"}, {"items", OfElement(field)}};
    if (IsBounded(field)) schema["maxItems"] = RulesOf(field).max_items;
    const bool kept = field.containing_type()->options().HasExtension(google::api::resource);
    if (kept && RulesOf(field).each_once) schema["uniqueItems"] = true;
  } else {
    schema = OfElement(field);
  }
  const std::string bounds = schema.value("description", "");
  const std::string text = comments_.Of(field) + (bounds.empty() ? "" : " " + bounds);
  if (!text.empty()) schema["description"] = text;
  if (RulesOf(field).output_only) schema["readOnly"] = true;
  return schema;
}

ordered_json OpenApiSchemas::OfObject(const Descriptor& message) {
  ordered_json schema = {{"type", "object"}};
  const std::string text = comments_.Of(message);
  if (!text.empty()) schema["description"] = text;
  ordered_json required = ordered_json::array();
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    schema["properties"][field.json_name()] = OfField(field);
    if (RulesOf(field).required) required.push_back(field.json_name());
  }
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

// A message within is changed in parts too; an element of a list is given whole.
ordered_json OpenApiSchemas::OfPatch(const Descriptor& message) {
  ordered_json schema = OfObject(message);
  schema.erase("required");
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (field.is_repeated() || field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    schema["properties"][field.json_name()].update(RefToPatch(*field.message_type()));
  }
  return schema;
}

}  // namespace concordat::gateway
