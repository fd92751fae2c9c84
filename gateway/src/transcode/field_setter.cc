#include "gateway/src/transcode/field_setter.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_split.h>
#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/util/json_util.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "common/base/cut.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/resource/enum_names.h"

namespace concordat::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;
using google::protobuf::Reflection;

template <typename Integer>
bool ParseWhole(const std::string& text, Integer* value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

const FieldDescriptor* Find(const Message& message, std::string_view name) {
  const FieldDescriptor* field =
      message.GetDescriptor()->FindFieldByCamelcaseName(std::string(name));
  return field != nullptr ? field : message.GetDescriptor()->FindFieldByName(std::string(name));
}

// Timestamp, Duration and FieldMask are one text.
bool IsWellKnown(const FieldDescriptor& field) {
  return field.message_type()->file()->package() == "google.protobuf";
}

// The library takes paths in any case, and leaves out empty ones without a word.
bool SetMask(FieldMask* mask, const std::string& text) {
  if (text.empty()) return true;
  for (const absl::string_view path : absl::StrSplit(text, ',')) {
    std::string snake;
    for (const char c : path) {
      const bool upper = absl::ascii_isupper(static_cast<unsigned char>(c));
      const bool within = !snake.empty() && snake.back() != '.';
      const bool plain =
          absl::ascii_islower(static_cast<unsigned char>(c)) || c == '*' ||
          (within && (absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '_' || c == '.'));
      if (!plain && !(upper && within)) return false;
      if (upper) snake += '_';
      snake += absl::ascii_tolower(static_cast<unsigned char>(c));
    }
    if (snake.empty()) return false;
    mask->add_paths(std::move(snake));
  }
  return true;
}

bool SetWellKnown(Message* message, const FieldDescriptor* field, const std::string& text) {
  if (!IsWellKnown(*field)) return false;
  Message* value = field->is_repeated() ? message->GetReflection()->AddMessage(message, field)
                                        : message->GetReflection()->MutableMessage(message, field);
  if (auto* mask = dynamic_cast<FieldMask*>(value)) return SetMask(mask, text);
  const std::string quoted = nlohmann::json(text).dump();
  return google::protobuf::util::JsonStringToMessage(quoted, value).ok();
}

template <typename Value>
void Store(Message* message, const FieldDescriptor* field, Value value,
           void (Reflection::*set)(Message*, const FieldDescriptor*, Value) const,
           void (Reflection::*add)(Message*, const FieldDescriptor*, Value) const) {
  const Reflection* reflection = message->GetReflection();
  (reflection->*(field->is_repeated() ? add : set))(message, field, std::move(value));
}

template <typename Integer>
bool StoreWhole(Message* message, const FieldDescriptor* field, const std::string& text,
                void (Reflection::*set)(Message*, const FieldDescriptor*, Integer) const,
                void (Reflection::*add)(Message*, const FieldDescriptor*, Integer) const) {
  Integer value = 0;
  if (!ParseWhole(text, &value)) return false;
  Store(message, field, value, set, add);
  return true;
}

bool SetEnum(Message* message, const FieldDescriptor* field, const std::string& text) {
  const auto* named = FindEnumValue(*field->enum_type(), text);
  int number = 0;
  if (named == nullptr && !ParseWhole(text, &number)) return false;
  Store(message, field, named == nullptr ? number : named->number(), &Reflection::SetEnumValue,
        &Reflection::AddEnumValue);
  return true;
}

bool SetValue(Message* message, const FieldDescriptor* field, const std::string& text) {
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      if (field->type() == FieldDescriptor::TYPE_BYTES) return false;
      Store(message, field, text, &Reflection::SetString, &Reflection::AddString);
      return true;
    case FieldDescriptor::CPPTYPE_BOOL:
      if (text != "true" && text != "false") return false;
      Store(message, field, text == "true", &Reflection::SetBool, &Reflection::AddBool);
      return true;
    case FieldDescriptor::CPPTYPE_ENUM:
      return SetEnum(message, field, text);
    case FieldDescriptor::CPPTYPE_INT32:
      return StoreWhole<int32_t>(message, field, text, &Reflection::SetInt32,
                                 &Reflection::AddInt32);
    case FieldDescriptor::CPPTYPE_INT64:
      return StoreWhole<int64_t>(message, field, text, &Reflection::SetInt64,
                                 &Reflection::AddInt64);
    case FieldDescriptor::CPPTYPE_UINT32:
      return StoreWhole<uint32_t>(message, field, text, &Reflection::SetUInt32,
                                  &Reflection::AddUInt32);
    case FieldDescriptor::CPPTYPE_UINT64:
      return StoreWhole<uint64_t>(message, field, text, &Reflection::SetUInt64,
                                  &Reflection::AddUInt64);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return SetWellKnown(message, field, text);
    default:
      return false;
  }
}

}  // namespace

absl::Status SetField(Message* message, std::string_view path, const std::string& text,
                      std::set<std::string>* given) {
  const std::string_view whole = path;
  // By the names of the fields, however they were written.
  std::string place;
  for (;;) {
    const size_t point = path.find('.');
    const FieldDescriptor* field = Find(*message, path.substr(0, point));
    const bool more = point != std::string_view::npos;
    const bool inner = field != nullptr && !field->is_repeated() &&
                       field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
                       !IsWellKnown(*field);
    if (field == nullptr || (more && !inner)) return InvalidField(whole, "is an unknown parameter");
    place += Concat(place.empty() ? "" : ".", field->name());
    if (more) {
      message = message->GetReflection()->MutableMessage(message, field);
      path.remove_prefix(point + 1);
      continue;
    }
    if (!field->is_repeated() && !given->insert(place).second) {
      return InvalidField(whole, "is given twice");
    }
    if (SetValue(message, field, text)) return absl::OkStatus();
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      return InvalidField(whole, NoEnumValue(*field->enum_type(), text));
    }
    return InvalidField(whole, Concat("\"", CutTo(100, text), "\" is not a value for it"));
  }
}

}  // namespace concordat::gateway
