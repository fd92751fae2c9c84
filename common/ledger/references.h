// Checks that what a resource refers to exists in the ledger: parents and
// google.api.resource_reference fields, in this service or with a peer.
#ifndef CONCORDAT_COMMON_LEDGER_REFERENCES_H_
#define CONCORDAT_COMMON_LEDGER_REFERENCES_H_

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "common/identity/caller.h"
#include "common/ledger/ledger.h"
#include "common/sql/mysql.h"

namespace concordat {

// Reason of the error; its message begins with the name that does not exist.
inline constexpr char kReferenceNotFound[] = "REFERENCE_NOT_FOUND";

// One reference: the field that holds it, the type it must have, the name.
struct Reference {
  std::string field;
  std::string type;  // `*` for any
  std::string name;
};

// Every reference that a message holds, in the order of its fields.
std::vector<Reference> CollectReferences(const google::protobuf::Message& message,
                                         const std::string& prefix);

// OK when each exists and is not deleted; INVALID_ARGUMENT for a name of the
// wrong form, FAILED_PRECONDITION naming what does not exist.
absl::Status CheckReferences(const Ledger& ledger, const Caller& caller, Connection& connection,
                             const std::vector<Reference>& references);

// True when a resource of this service exists now and is not deleted.
absl::StatusOr<bool> ExistsLive(Connection& connection, const ResourceType& type,
                                std::string_view name);

// OK when the ledger holds a parent or has ever held it, so that its past can be
// read; NOT_FOUND otherwise, INVALID_ARGUMENT for a name of the wrong form.
absl::Status CheckReadable(const Ledger& ledger, const Caller& caller, Connection& connection,
                           const std::string& parent);

// FAILED_PRECONDITION for a reference that leads nowhere, naming the field.
absl::Status ReferenceNotFound(std::string_view field, std::string_view name);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_REFERENCES_H_
