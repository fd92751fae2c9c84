#include "common/resource/validate.h"

#include <algorithm>

#include "common/base/date.h"
#include "common/base/text.h"
#include "concordat/type/v1/rules.pb.h"
#include "google/api/field_behavior.pb.h"
#include "google/api/resource.pb.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using type::v1::FieldRules;

constexpr int kDefaultMaxLength = 200;
constexpr int kMaxNameLength = 400;
constexpr int kDefaultMaxItems = 100;

bool HasBehavior(const FieldDescriptor& field, google::api::FieldBehavior behavior) {
  const auto& options = field.options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    if (options.GetExtension(google::api::field_behavior, i) == behavior) return true;
  }
  return false;
}

bool IsResource(const google::protobuf::Descriptor& message) {
  return message.options().HasExtension(google::api::resource);
}

// Optional sign, digits, and at most one point with digits on both sides.
bool IsDecimal(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  const size_t point = text.find('.');
  return point == std::string_view::npos
             ? digits(text)
             : digits(text.substr(0, point)) && digits(text.substr(point + 1));
}

bool IsSha256(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

// Empty when the text has the shape; otherwise what is wrong.
std::string WrongShape(type::v1::Format format, const std::string& text) {
  const auto message = [](const auto& parsed) {
    return parsed.ok() ? std::string() : std::string(ToStd(parsed.status().message()));
  };
  switch (format) {
    case type::v1::FORMAT_PARTIAL_DATE:
      return message(ParsePartialDate(text));
    case type::v1::FORMAT_DAY:
      return message(ParseDay(text));
    case type::v1::FORMAT_FINANCIAL_YEAR:
      return message(ParseFinancialYear(text));
    case type::v1::FORMAT_DECIMAL:
      return IsDecimal(text) ? ""
                             : "is not a decimal number such as 20.00; write no comma and no unit";
    case type::v1::FORMAT_SHA256:
      return IsSha256(text) ? "" : "is not 64 lower-case hexadecimal digits";
    case type::v1::FORMAT_URI:
      return text.starts_with("https://") || text.starts_with("http://")
                 ? ""
                 : "is not an http or https address";
    default:
      return std::ranges::any_of(text,
                                 [](unsigned char c) {
                                   return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') ||
                                          c == 0x7f;
                                 })
                 ? "has a control character"
                 : "";
  }
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
      if (in_part && HasBehavior(field, google::api::OUTPUT_ONLY)) continue;
      CheckField(message, field, prefix.empty() ? field.name() : Concat(prefix, ".", field.name()),
                 in_part);
    }
  }

 private:
  void Add(const std::string& path, std::string description) {
    violations.push_back({path, std::move(description)});
  }

  void CheckField(const Message& message, const FieldDescriptor& field, const std::string& path,
                  bool in_part) {
    const FieldRules& rules = field.options().GetExtension(type::v1::rules);
    const auto& reflection = *message.GetReflection();
    if (field.is_repeated()) {
      const int size = reflection.FieldSize(message, &field);
      const int most = rules.max_items() > 0 ? rules.max_items() : kDefaultMaxItems;
      if (size > most) return Add(path, Concat("has ", size, " elements; at most ", most));
      for (int i = 0; i < size; ++i)
        CheckElement(message, field, rules, i, Concat(path, "[", i, "]"), in_part);
      return;
    }
    if (IsEmpty(message, field)) {
      if (!in_part && HasBehavior(field, google::api::REQUIRED)) Add(path, "is required");
      return;
    }
    CheckElement(message, field, rules, -1, path, in_part);
  }

  static bool IsEmpty(const Message& message, const FieldDescriptor& field) {
    return !message.GetReflection()->HasField(message, &field);
  }

  void CheckElement(const Message& message, const FieldDescriptor& field, const FieldRules& rules,
                    int index, const std::string& path, bool in_part) {
    const auto& r = *message.GetReflection();
    const bool one = index < 0;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        // Bytes are no text; what carries them states how many.
        if (field.type() == FieldDescriptor::TYPE_BYTES && rules.max_length() == 0) return;
        return CheckText(
            one ? r.GetString(message, &field) : r.GetRepeatedString(message, &field, index),
            MaxLength(field, rules), rules.format(), path);
      case FieldDescriptor::CPPTYPE_INT32:
        return CheckNumber(
            one ? r.GetInt32(message, &field) : r.GetRepeatedInt32(message, &field, index), rules,
            path);
      case FieldDescriptor::CPPTYPE_INT64:
        return CheckNumber(
            one ? r.GetInt64(message, &field) : r.GetRepeatedInt64(message, &field, index), rules,
            path);
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int value =
            one ? r.GetEnumValue(message, &field) : r.GetRepeatedEnumValue(message, &field, index);
        if (field.enum_type()->FindValueByNumber(value) == nullptr) {
          Add(path, Concat(value, " is not a value of ", field.enum_type()->name()));
        }
        return;
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (field.message_type()->file()->package() == "google.protobuf") return;
        return Check(
            one ? r.GetMessage(message, &field) : r.GetRepeatedMessage(message, &field, index),
            path, in_part || IsResource(*field.message_type()));
      default:
        return;
    }
  }

  static size_t MaxLength(const FieldDescriptor& field, const FieldRules& rules) {
    if (rules.max_length() > 0) return rules.max_length();
    return field.options().HasExtension(google::api::resource_reference) ? kMaxNameLength
                                                                         : kDefaultMaxLength;
  }

  void CheckText(const std::string& text, size_t most, type::v1::Format format,
                 const std::string& path) {
    if (text.size() > most) {
      return Add(path, Concat("is ", text.size(), " bytes long; at most ", most));
    }
    std::string wrong = text.empty() ? "" : WrongShape(format, text);
    if (!wrong.empty()) Add(path, std::move(wrong));
  }

  void CheckNumber(int64_t number, const FieldRules& rules, const std::string& path) {
    if (rules.bounded() && (number < rules.minimum() || number > rules.maximum())) {
      Add(path, Concat(number, " is not between ", rules.minimum(), " and ", rules.maximum()));
    }
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
    if (HasBehavior(*field, google::api::OUTPUT_ONLY)) {
      reflection.ClearField(message, field);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated()) {
      Message* inner = reflection.MutableMessage(message, field);
      ClearOutputOnly(inner);
      if (inner->ByteSizeLong() == 0) reflection.ClearField(message, field);
    }
  }
}

}  // namespace concordat
