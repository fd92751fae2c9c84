#include "common/resource/field_rules.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_split.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "google/api/field_behavior.pb.h"
#include "google/api/resource.pb.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kDefaultMaxLength = 200;
constexpr int kDefaultMaxItems = 100;

constexpr std::array<std::string_view, 7> kEngineFields = {
    "name", "uid", "etag", "create_time", "update_time", "delete_time", kEffectiveFrom};

bool HasBehaviour(const FieldDescriptor& field, google::api::FieldBehavior behaviour) {
  const auto stated = field.options().GetRepeatedExtension(google::api::field_behavior);
  return std::ranges::count(stated, static_cast<int>(behaviour)) > 0;
}

int MaxLength(const FieldDescriptor& field, int stated) {
  if (stated > 0 || field.type() == FieldDescriptor::TYPE_BYTES) return stated;
  // A reference, or the own name of a resource.
  const bool name = field.options().HasExtension(google::api::resource_reference) ||
                    (field.name() == "name" &&
                     field.containing_type()->options().HasExtension(google::api::resource));
  return name ? kMaxNameLength : kDefaultMaxLength;
}

// What an element of a list is known by, where its proto says so.
std::vector<std::vector<const FieldDescriptor*>> Distinct(const FieldDescriptor& field,
                                                          const type::v1::FieldRules& stated) {
  std::vector<std::vector<const FieldDescriptor*>> groups;
  for (const std::string& group : stated.distinct()) {
    groups.emplace_back();
    for (const auto name : absl::StrSplit(group, ',')) {
      groups.back().push_back(
          field.message_type()->FindFieldByName(std::string(absl::StripAsciiWhitespace(name))));
    }
  }
  return groups;
}

// References, tags, values of an enum: to give one again would say nothing. Sentences may
// be repeated, and in a request that asks for something twice nobody is harmed.
bool IsSet(const FieldDescriptor& field, const type::v1::FieldRules& stated) {
  return field.is_repeated() && field.message_type() == nullptr && !stated.free_text() &&
         !field.containing_type()->name().ends_with("Request");
}

FieldRules Read(const FieldDescriptor& field) {
  const type::v1::FieldRules& stated = field.options().GetExtension(type::v1::rules);
  FieldRules rules;
  rules.max_length = MaxLength(field, stated.max_length());
  rules.max_items = stated.max_items() > 0 ? stated.max_items() : kDefaultMaxItems;
  rules.bounded = stated.bounded();
  rules.minimum = stated.minimum();
  rules.maximum = stated.maximum();
  rules.format = stated.format();
  rules.required = HasBehaviour(field, google::api::REQUIRED);
  rules.output_only = HasBehaviour(field, google::api::OUTPUT_ONLY);
  rules.kept = !stated.not_stored();
  rules.free_text = stated.free_text();
  rules.belongs = stated.belongs();
  rules.council = stated.council();
  rules.acyclic = stated.acyclic();
  rules.distinct = Distinct(field, stated);
  rules.each_once = IsSet(field, stated);
  rules.refers_to = field.options().GetExtension(google::api::resource_reference).type();
  return rules;
}

bool SameList(const Message& a, const Message& b, const FieldDescriptor& field) {
  const Reflection& reflection = *a.GetReflection();
  const int size = reflection.FieldSize(a, &field);
  bool same = size == reflection.FieldSize(b, &field);
  for (int i = 0; same && i < size; ++i) {
    same = SameValues(reflection.GetRepeatedMessage(a, &field, i),
                      reflection.GetRepeatedMessage(b, &field, i));
  }
  return same;
}

}  // namespace

const FieldRules& RulesOf(const FieldDescriptor& field) {
  thread_local std::unordered_map<const FieldDescriptor*, FieldRules> known;
  const auto found = known.find(&field);
  return found != known.end() ? found->second : known.emplace(&field, Read(field)).first->second;
}

bool IsEngineField(const FieldDescriptor& field) {
  return field.containing_type()->options().HasExtension(google::api::resource) &&
         std::ranges::count(kEngineFields, field.name()) > 0;
}

bool SameValues(const Message& a, const Message& b) {
  return a.ByteSizeLong() == b.ByteSizeLong() && a.SerializeAsString() == b.SerializeAsString();
}

bool SameField(const Message& a, const Message& b, const FieldDescriptor& field) {
  if (field.is_repeated() && field.message_type() != nullptr) return SameList(a, b, field);
  const Reflection& reflection = *a.GetReflection();
  if (!field.is_repeated() && field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    std::string of_a, of_b;
    return reflection.HasField(a, &field) == reflection.HasField(b, &field) &&
           reflection.GetStringReference(a, &field, &of_a) ==
               reflection.GetStringReference(b, &field, &of_b);
  }
  google::protobuf::util::MessageDifferencer differencer;
  return differencer.CompareWithFields(a, b, {&field}, {&field});
}

}  // namespace concordat
