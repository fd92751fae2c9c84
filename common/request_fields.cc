#include "common/request_fields.h"

#include <utility>

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* Find(const Message& message, const std::string& field) {
  return message.GetDescriptor()->FindFieldByName(field);
}

}  // namespace

std::string TextField(const Message& message, const std::string& field) {
  const FieldDescriptor* found = Find(message, field);
  return found == nullptr ? "" : message.GetReflection()->GetString(message, found);
}

int64_t NumberField(const Message& message, const std::string& field) {
  const FieldDescriptor* found = Find(message, field);
  return found == nullptr ? 0 : message.GetReflection()->GetInt32(message, found);
}

bool FlagField(const Message& message, const std::string& field) {
  const FieldDescriptor* found = Find(message, field);
  return found != nullptr && message.GetReflection()->GetBool(message, found);
}

const Message* MessageField(const Message& message, const std::string& field) {
  const FieldDescriptor* found = Find(message, field);
  if (found == nullptr || !message.GetReflection()->HasField(message, found)) return nullptr;
  return &message.GetReflection()->GetMessage(message, found);
}

void SetTextField(Message* message, const std::string& field, std::string text) {
  message->GetReflection()->SetString(message, Find(*message, field), std::move(text));
}

}  // namespace concordat
