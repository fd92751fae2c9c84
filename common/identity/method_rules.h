// What a method is, as its proto states it (concordat.type.v1.method), with the
// defaults filled in.
#ifndef CONCORDAT_COMMON_IDENTITY_METHOD_RULES_H_
#define CONCORDAT_COMMON_IDENTITY_METHOD_RULES_H_

#include <absl/time/time.h>
#include <google/protobuf/descriptor.h>

#include <cstddef>

#include "concordat/type/v1/method.pb.h"

namespace concordat {

using type::v1::Access;

struct MethodRules {
  Access access = type::v1::ACCESS_UNSPECIFIED;
  absl::Duration deadline = absl::Seconds(30);
  // Bytes of an HTTP body, and of the request as a protobuf message.
  size_t max_body = 1 << 20;
  size_t max_message = 4 << 20;
  bool internal = false;
  bool open = false;
  bool for_peers = false;
  bool heavy = false;

  // True for what the gateway serves to callers.
  bool is_public() const { return access != type::v1::ACCESS_UNSPECIFIED && !internal; }
};

MethodRules RulesOf(const google::protobuf::MethodDescriptor& method);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_IDENTITY_METHOD_RULES_H_
