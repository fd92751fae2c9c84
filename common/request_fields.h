// Reads the fields that all standard requests share, by their names.
#ifndef CONCORDAT_COMMON_REQUEST_FIELDS_H_
#define CONCORDAT_COMMON_REQUEST_FIELDS_H_

#include <google/protobuf/message.h>

#include <string>

namespace concordat {

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

#endif  // CONCORDAT_COMMON_REQUEST_FIELDS_H_
