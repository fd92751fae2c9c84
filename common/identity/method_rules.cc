#include "common/identity/method_rules.h"

#include <algorithm>

namespace concordat {

MethodRules RulesOf(const google::protobuf::MethodDescriptor& method) {
  const auto& stated = method.options().GetExtension(type::v1::method);
  MethodRules rules;
  rules.access = stated.access();
  if (stated.has_deadline()) {
    rules.deadline =
        absl::Seconds(stated.deadline().seconds()) + absl::Nanoseconds(stated.deadline().nanos());
  }
  if (stated.max_body_bytes() > 0) rules.max_body = stated.max_body_bytes();
  // What comes as a body fits as a message, in which a list of small numbers is longer.
  rules.max_message = std::max(rules.max_message, 2 * rules.max_body);
  if (stated.max_message_bytes() > 0) rules.max_message = stated.max_message_bytes();
  rules.internal = stated.internal();
  rules.open = stated.open();
  rules.for_peers = stated.for_peers();
  rules.heavy = stated.heavy();
  return rules;
}

}  // namespace concordat
