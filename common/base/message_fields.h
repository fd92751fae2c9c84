// Messages whose types are known only at run time, and the fields that all
// standard requests share, by their names.
#ifndef CONCORDAT_COMMON_BASE_MESSAGE_FIELDS_H_
#define CONCORDAT_COMMON_BASE_MESSAGE_FIELDS_H_

#include <google/protobuf/message.h>

#include <memory>
#include <string>

namespace concordat {

using MessagePtr = std::unique_ptr<google::protobuf::Message>;

// An empty message of a linked-in type.
MessagePtr NewMessage(const google::protobuf::Descriptor* type);

// Empty, zero or false where the message has no such field of that type:
// `partnership` is an id in some requests and a whole resource in others.
std::string TextField(const google::protobuf::Message& message, const std::string& field);
int64_t NumberField(const google::protobuf::Message& message, const std::string& field);
bool FlagField(const google::protobuf::Message& message, const std::string& field);

// nullptr where the message has no such field, or it is not set.
const google::protobuf::Message* MessageField(const google::protobuf::Message& message,
                                              const std::string& field);

void SetTextField(google::protobuf::Message* message, const std::string& field, std::string text);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_MESSAGE_FIELDS_H_
