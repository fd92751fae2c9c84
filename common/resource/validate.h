// Holds messages against the rules written beside their fields: bounds, shapes,
// what is required. Pure, and the same for requests and resources.
#ifndef CONCORDAT_COMMON_RESOURCE_VALIDATE_H_
#define CONCORDAT_COMMON_RESOURCE_VALIDATE_H_

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "common/base/errors.h"

namespace concordat {

// What is wrong with a message; `prefix` comes before each field's path.
std::vector<FieldViolation> FindViolations(const google::protobuf::Message& message,
                                           const std::string& prefix = "");

// The same as a status: OK, or INVALID_ARGUMENT naming each field.
absl::Status Validate(const google::protobuf::Message& message, const std::string& prefix = "");

// Takes out what only the service may set (AIP-203: ignored on input), and
// sub-messages that say nothing.
void ClearOutputOnly(google::protobuf::Message* message);

// Takes out of a resource what the ledger keeps beside its values: uid, etag and times.
void ClearLedgerFields(google::protobuf::Message* resource);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_VALIDATE_H_
