#include "common/resource/validate.h"

#include <google/protobuf/text_format.h>
#include <google/protobuf/timestamp.pb.h>

#include <algorithm>
#include <map>
#include <utility>

#include "common/base/characters.h"
#include "common/base/text.h"
#include "common/resource/field_rules.h"
#include "common/resource/text_format.h"
#include "google/api/resource.pb.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Timestamp;

// As its proto says, which over gRPC nobody else holds it to.
bool IsMoment(const Timestamp& time) {
  constexpr int64_t kFirst = -62'135'596'800, kLast = 253'402'300'799;
  return time.seconds() >= kFirst && time.seconds() <= kLast && time.nanos() >= 0 &&
         time.nanos() < 1'000'000'000;
}

bool IsResource(const google::protobuf::Descriptor& message) {
  return message.options().HasExtension(google::api::resource);
}

class Validator {
 public:
  std::vector<FieldViolation> violations;

  // Within a request a resource may be given in part: what a whole one must have is
  // checked where it is written, and what only the service sets is not looked at.
  void Check(const Message& message, const std::string& prefix, bool in_part) {
    const auto& descriptor = *message.GetDescriptor();
    for (int i = 0; i < descriptor.field_count(); ++i) {
      const FieldDescriptor& field = *descriptor.field(i);
      const FieldRules& rules = RulesOf(field);
      if (in_part && rules.output_only) continue;
      const Place place{message, field, rules, prefix, in_part};
      field.is_repeated() ? CheckList(place) : CheckOne(place);
    }
  }

 private:
  // A field of a message, by the way to it.
  struct Place {
    const Message& message;
    const FieldDescriptor& field;
    const FieldRules& rules;
    const std::string& prefix;
    bool in_part;

    std::string path() const {
      return prefix.empty() ? field.name() : Concat(prefix, ".", field.name());
    }
    bool must_be_given() const { return rules.required && !in_part; }
  };

  void Add(std::string path, std::string description) {
    violations.push_back({std::move(path), std::move(description)});
  }

  void CheckList(const Place& place) {
    const int size = place.message.GetReflection()->FieldSize(place.message, &place.field);
    if (size == 0 && place.must_be_given()) return Add(place.path(), "is required");
    if (size > place.rules.max_items) {
      return Add(place.path(), Concat("has ", size, " elements; at most ", place.rules.max_items));
    }
    for (int i = 0; i < size; ++i) CheckElement(place, i);
    if (place.rules.each_once) CheckEachOnce(place, size);
    for (const auto& fields : place.rules.distinct) CheckDistinct(place, fields);
  }

  void CheckOne(const Place& place) {
    if (place.message.GetReflection()->HasField(place.message, &place.field)) {
      CheckElement(place, -1);
    } else if (place.must_be_given()) {
      Add(place.path(), "is required");
    }
  }

  // What an element is known by, as a reader sees it.
  static std::string KeyOf(const Message& element,
                           const std::vector<const FieldDescriptor*>& fields) {
    std::string key;
    for (const FieldDescriptor* field : fields) {
      std::string value;
      google::protobuf::TextFormat::PrintFieldValueToString(element, field, -1, &value);
      if (fields.size() > 1) key += Concat(key.empty() ? "" : ", ", field->name(), " ");
      key += value;
    }
    return key;
  }

  void CheckEachOnce(const Place& place, int size) {
    std::map<std::string, int> known;
    for (int i = 0; i < size; ++i) {
      std::string value;
      google::protobuf::TextFormat::PrintFieldValueToString(place.message, &place.field, i, &value);
      const auto [first, is_new] = known.emplace(std::move(value), i);
      if (!is_new) AddKnown(PathOf(place, i), first->first, place, first->second);
    }
  }

  void AddKnown(std::string path, const std::string& key, const Place& place, int first) {
    Add(std::move(path), Concat(key, " stands in ", place.field.name(), "[", first, "] too"));
  }

  void CheckDistinct(const Place& place, const std::vector<const FieldDescriptor*>& fields) {
    const auto& reflection = *place.message.GetReflection();
    std::map<std::string, int> known;
    for (int i = 0; i < reflection.FieldSize(place.message, &place.field); ++i) {
      const std::string key =
          KeyOf(reflection.GetRepeatedMessage(place.message, &place.field, i), fields);
      const auto [first, is_new] = known.emplace(key, i);
      if (is_new) continue;
      const std::string path = PathOf(place, i);
      AddKnown(fields.size() == 1 ? Concat(path, ".", fields[0]->name()) : path, key, place,
               first->second);
    }
  }

  static std::string PathOf(const Place& place, int index) {
    return index < 0 ? place.path() : Concat(place.path(), "[", index, "]");
  }

  void CheckElement(const Place& place, int index) {
    const auto& r = *place.message.GetReflection();
    const Message& m = place.message;
    const FieldDescriptor* field = &place.field;
    const bool one = index < 0;
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string held;
        return CheckText(place, index,
                         one ? r.GetStringReference(m, field, &held)
                             : r.GetRepeatedStringReference(m, field, index, &held));
      }
      case FieldDescriptor::CPPTYPE_INT32:
        return CheckNumber(place, index,
                           one ? r.GetInt32(m, field) : r.GetRepeatedInt32(m, field, index));
      case FieldDescriptor::CPPTYPE_INT64:
        return CheckNumber(place, index,
                           one ? r.GetInt64(m, field) : r.GetRepeatedInt64(m, field, index));
      case FieldDescriptor::CPPTYPE_ENUM:
        return CheckEnum(place, index,
                         one ? r.GetEnumValue(m, field) : r.GetRepeatedEnumValue(m, field, index));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return CheckMessage(place, index,
                            one ? r.GetMessage(m, field) : r.GetRepeatedMessage(m, field, index));
      default:
        return;
    }
  }

  void CheckText(const Place& place, int index, const std::string& text) {
    const int most = place.rules.max_length;
    const bool bytes = place.field.type() == FieldDescriptor::TYPE_BYTES;
    const int length = static_cast<int>(bytes ? text.size() : CharacterCount(text));
    if (most > 0 && length > most) {
      return Add(PathOf(place, index),
                 Concat("is ", length, bytes ? " bytes" : " characters", " long; at most ", most));
    }
    // An element of a list is there to say something.
    const bool shows = index >= 0 || (place.rules.required && !text.empty());
    if (!bytes && shows && IsBlank(text)) {
      return Add(PathOf(place, index), "holds nothing but blanks");
    }
    if (text.empty() || bytes) return;
    std::string wrong = TextFormatOf(place.rules.format).what_is_wrong(text);
    if (!wrong.empty()) Add(PathOf(place, index), std::move(wrong));
  }

  void CheckNumber(const Place& place, int index, int64_t number) {
    const FieldRules& rules = place.rules;
    if (!rules.bounded || (number >= rules.minimum && number <= rules.maximum)) return;
    Add(PathOf(place, index),
        Concat(number, " is not between ", rules.minimum, " and ", rules.maximum));
  }

  void CheckEnum(const Place& place, int index, int value) {
    const auto* values = place.field.enum_type();
    if (index >= 0 && value == 0) return Add(PathOf(place, index), "says nothing");
    if (values->FindValueByNumber(value) != nullptr) return;
    Add(PathOf(place, index), Concat(value, " is not a value of ", values->name()));
  }

  void CheckMessage(const Place& place, int index, const Message& message) {
    const auto& type = *message.GetDescriptor();
    if (const auto* time = dynamic_cast<const Timestamp*>(&message)) {
      if (!IsMoment(*time)) Add(PathOf(place, index), "is no moment of the years 1 to 9999");
    }
    if (type.file()->package() == "google.protobuf") return;
    const size_t before = violations.size();
    Check(message, PathOf(place, index), place.in_part || IsResource(type));
    const bool must_say = index >= 0 || (place.must_be_given() && !IsResource(type));
    // What it must have says more.
    if (must_say && violations.size() == before && SaysNothing(message)) {
      Add(PathOf(place, index), "says nothing");
    }
  }

  // True where neither the message nor one within it holds a value.
  static bool SaysNothing(const Message& message) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    return std::ranges::all_of(fields, [&message](const FieldDescriptor* field) {
      const bool ours = !field->is_repeated() && field->message_type() != nullptr &&
                        field->message_type()->file()->package() != "google.protobuf";
      return ours && SaysNothing(message.GetReflection()->GetMessage(message, field));
    });
  }
};

}  // namespace

std::vector<FieldViolation> FindViolations(const Message& message, const std::string& prefix) {
  Validator validator;
  validator.Check(message, prefix, false);
  return std::move(validator.violations);
}

absl::Status Validate(const Message& message, const std::string& prefix) {
  const std::vector<FieldViolation> violations = FindViolations(message, prefix);
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

void ClearOutputOnly(Message* message) {
  std::vector<const FieldDescriptor*> fields;
  const auto& reflection = *message->GetReflection();
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (RulesOf(*field).output_only) {
      reflection.ClearField(message, field);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated()) {
      Message* inner = reflection.MutableMessage(message, field);
      ClearOutputOnly(inner);
      if (inner->ByteSizeLong() == 0) reflection.ClearField(message, field);
    }
  }
}

void ClearLedgerFields(Message* resource) {
  for (const char* name : {"uid", "etag", "create_time", "update_time", "delete_time"}) {
    const FieldDescriptor* field = resource->GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) resource->GetReflection()->ClearField(resource, field);
  }
}

}  // namespace concordat
