#include "common/base/message_fields.h"

#include <utility>

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* Find(const Message& message, const std::string& field,
                            FieldDescriptor::CppType type) {
  const FieldDescriptor* found = message.GetDescriptor()->FindFieldByName(field);
  const bool fits = found != nullptr && !found->is_repeated() && found->cpp_type() == type;
  return fits ? found : nullptr;
}

}  // namespace

MessagePtr NewMessage(const google::protobuf::Descriptor* type) {
  return MessagePtr(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
}

std::string TextField(const Message& message, const std::string& field) {
  const FieldDescriptor* found = Find(message, field, FieldDescriptor::CPPTYPE_STRING);
  return found == nullptr ? "" : message.GetReflection()->GetString(message, found);
}

int64_t NumberField(const Message& message, const std::string& field) {
  const FieldDescriptor* found = Find(message, field, FieldDescriptor::CPPTYPE_INT32);
  return found == nullptr ? 0 : message.GetReflection()->GetInt32(message, found);
}

bool FlagField(const Message& message, const std::string& field) {
  const FieldDescriptor* found = Find(message, field, FieldDescriptor::CPPTYPE_BOOL);
  return found != nullptr && message.GetReflection()->GetBool(message, found);
}

const Message* MessageField(const Message& message, const std::string& field) {
  const FieldDescriptor* found = Find(message, field, FieldDescriptor::CPPTYPE_MESSAGE);
  if (found == nullptr || !message.GetReflection()->HasField(message, found)) return nullptr;
  return &message.GetReflection()->GetMessage(message, found);
}

void SetTextField(Message* message, const std::string& field, std::string text) {
  const FieldDescriptor* found = Find(*message, field, FieldDescriptor::CPPTYPE_STRING);
  message->GetReflection()->SetString(message, found, std::move(text));
}

}  // namespace concordat
