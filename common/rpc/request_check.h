// What a request is held against before its handler, wherever it is served: the rules of
// its fields, and for what changes something that nothing of it would be lost.
#ifndef CONCORDAT_COMMON_RPC_REQUEST_CHECK_H_
#define CONCORDAT_COMMON_RPC_REQUEST_CHECK_H_

#include <absl/status/status.h>
#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/identity/method_rules.h"

namespace concordat {

// Fields by number that a message holds and its proto does not have, at any depth:
// `project.source` "has no field 99". The first ten.
std::vector<FieldViolation> FindUnknownFields(const google::protobuf::Message& message);

// OK, or INVALID_ARGUMENT naming each field. A read overlooks fields that it does not know,
// as protobuf has it; a write that did would say that it has kept what it has not.
absl::Status CheckRequest(Access access, const google::protobuf::Message& request);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RPC_REQUEST_CHECK_H_
