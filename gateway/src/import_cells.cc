#include "gateway/src/import_cells.h"

#include <string_view>
#include <vector>

#include <absl/strings/ascii.h>
#include <absl/strings/str_split.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/json_util.h>

#include "common/errors.h"
#include "common/resource_index.h"
#include "common/text.h"
#include "gateway/src/field_setter.h"
#include "gateway/src/strict_json.h"
#include "google/api/resource.pb.h"

namespace concordat::gateway {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// `GREEN` and `RAG_GREEN` both name RAG_GREEN: the zero value tells the prefix.
const EnumValueDescriptor* FindValue(const EnumDescriptor& values, const std::string& text) {
  if (const auto* value = values.FindValueByName(text)) return value;
  constexpr std::string_view kZero = "UNSPECIFIED";
  std::string prefix = values.value(0)->name();
  if (!prefix.ends_with(kZero)) return nullptr;
  prefix.resize(prefix.size() - kZero.size());
  return values.FindValueByName(prefix + text);
}

std::string_view WhatIsExpected(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return "true or false is expected";
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
      return "a whole number is expected, without comma, point or unit";
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return "a moment such as 2011-06-30T09:00:00Z is expected";
    default:
      return "the field cannot be imported";
  }
}

absl::Status Wrong(const std::string& text, std::string_view description) {
  return absl::InvalidArgumentError(Concat("\"", text.substr(0, 100), "\": ", description));
}

absl::StatusOr<std::string> Expand(const FieldDescriptor& field, const std::string& partnership,
                                   const std::string& text) {
  const std::string& type = field.options().GetExtension(google::api::resource_reference).type();
  const ResourceType* wanted = FindLinkedType(type);
  const auto fits = [&](const std::string& name) {
    return wanted == nullptr ? TypeOfName(name) != nullptr : wanted->Matches(name);
  };
  if (fits(text)) return text;
  std::string whole = Concat(partnership, "/", text);
  if (!partnership.empty() && fits(whole)) return whole;
  return Wrong(text, Concat("this is not the name of ",
                            wanted == nullptr ? std::string_view("a resource")
                                              : std::string_view(wanted->singular())));
}

// One value of a field that is no message of ours.
absl::Status SetOne(const FieldDescriptor& field, std::string text, const std::string& partnership,
                    Message* target) {
  if (field.options().HasExtension(google::api::resource_reference)) {
    auto name = Expand(field, partnership, text);
    if (!name.ok()) return name.status();
    text = *std::move(name);
  }
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    const auto* value = FindValue(*field.enum_type(), text);
    if (value == nullptr) return Wrong(text, "is no value of " + field.enum_type()->name());
    text = value->name();
  }
  const absl::Status status = SetField(target, field.name(), text);
  return status.ok() ? status : Wrong(text, WhatIsExpected(field));
}

// Messages, lists of them and maps stand in a cell as JSON.
absl::Status SetJson(const FieldDescriptor& field, const std::string& text,
                     const std::string& partnership, Message* target) {
  const std::string json = Concat("{\"", field.json_name(), "\":", text, "}");
  absl::Status status = CheckJson(json, *target->GetDescriptor());
  if (!status.ok()) return status;
  const std::unique_ptr<Message> holder(target->New());
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, holder.get());
  if (!parsed.ok()) return absl::InvalidArgumentError(std::string(parsed.message()));
  status = ExpandReferences(partnership, holder.get());
  if (status.ok()) target->MergeFrom(*holder);
  return status;
}

// The message that holds the column's field.
Message* HolderOf(const ImportColumn& column, Message* resource) {
  Message* holder = resource;
  for (size_t i = 0; i + 1 < column.path.size(); ++i) {
    const FieldDescriptor* field = column.path[i];
    const auto* reflection = holder->GetReflection();
    holder = field->is_repeated()
                 ? reflection->MutableRepeatedMessage(holder, field,
                                                      reflection->FieldSize(*holder, field) - 1)
                 : reflection->MutableMessage(holder, field);
  }
  return holder;
}

absl::Status ExpandOne(const FieldDescriptor& field, int index, const std::string& partnership,
                       Message* message) {
  const auto* reflection = message->GetReflection();
  const std::string text = index < 0 ? reflection->GetString(*message, &field)
                                     : reflection->GetRepeatedString(*message, &field, index);
  if (text.empty()) return absl::OkStatus();
  auto name = Expand(field, partnership, text);
  if (!name.ok()) return InvalidField(field.name(), ToStd(name.status().message()));
  if (index < 0) {
    reflection->SetString(message, &field, *name);
  } else {
    reflection->SetRepeatedString(message, &field, index, *name);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status SetCell(const ImportColumn& column, const std::string& text,
                     const std::string& partnership, Message* resource) {
  const FieldDescriptor& field = *column.path.back();
  Message* target = HolderOf(column, resource);
  const bool moment = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
                      field.message_type() == google::protobuf::Timestamp::descriptor();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !moment) {
    return SetJson(field, text, partnership, target);
  }
  if (!field.is_repeated()) return SetOne(field, text, partnership, target);
  for (const absl::string_view part : absl::StrSplit(text, '|')) {
    const std::string element(absl::StripAsciiWhitespace(part));
    if (element.empty()) return Wrong(text, "nothing stands between two |");
    absl::Status status = SetOne(field, element, partnership, target);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

void AddElement(const ImportColumn& column, Message* resource) {
  ImportColumn list;
  list.path.assign(column.path.begin(), column.path.begin() + column.list_at + 1);
  Message* holder = HolderOf(list, resource);
  holder->GetReflection()->AddMessage(holder, list.path.back());
}

absl::Status ExpandReferences(const std::string& partnership, Message* message) {
  const auto* reflection = message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool inner = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_map();
    if (!inner && !field->options().HasExtension(google::api::resource_reference)) continue;
    const int size = field->is_repeated() ? reflection->FieldSize(*message, field) : 1;
    for (int i = 0; i < size; ++i) {
      const int index = field->is_repeated() ? i : -1;
      absl::Status status =
          !inner ? ExpandOne(*field, index, partnership, message)
                 : ExpandReferences(partnership,
                                    field->is_repeated()
                                        ? reflection->MutableRepeatedMessage(message, field, i)
                                        : reflection->MutableMessage(message, field));
      if (!status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace concordat::gateway
