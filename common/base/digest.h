// Serialisation that gives the same bytes for the same message, so that a
// digest over them can be checked again.
#ifndef CONCORDAT_COMMON_BASE_DIGEST_H_
#define CONCORDAT_COMMON_BASE_DIGEST_H_

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace concordat {

std::string SerializeDeterministically(const google::protobuf::Message& message);

// SHA-256 in 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_DIGEST_H_
