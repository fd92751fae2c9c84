// Checks that what a resource refers to exists in the ledger: parents and
// google.api.resource_reference fields, in this service or with a peer.
#ifndef CONCORDAT_COMMON_LEDGER_REFERENCES_H_
#define CONCORDAT_COMMON_LEDGER_REFERENCES_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/identity/caller.h"
#include "common/ledger/ledger.h"
#include "common/sql/mysql.h"

namespace concordat {

// Reason of the error.
inline constexpr char kReferenceNotFound[] = "REFERENCE_NOT_FOUND";

// One reference: the field that holds it, the type it must have, the name.
struct Reference {
  std::string field;
  std::string type;  // `*` for any
  std::string name;
};

// Every reference that a resource holds, in the order of its fields.
std::vector<Reference> CollectReferences(const google::protobuf::Message& resource,
                                         const std::string& prefix);

// Those of the names that do not exist or are deleted: one query for each type of
// this service, one question to peers for all the rest.
absl::StatusOr<std::set<std::string>> MissingReferences(const Ledger& ledger, const Caller& caller,
                                                        Connection& connection,
                                                        const std::set<std::string>& names);

// OK, or the first that is wrong: INVALID_ARGUMENT for a name of the wrong form,
// FAILED_PRECONDITION for one that is missing.
absl::Status CheckReferences(const std::vector<Reference>& references,
                             const std::set<std::string>& missing);

// OK when the ledger holds a parent or has ever held it, so that its past can be
// read; NOT_FOUND otherwise, INVALID_ARGUMENT for a name of the wrong form.
absl::Status CheckReadable(const Ledger& ledger, const Caller& caller, Connection& connection,
                           const std::string& parent);

// FAILED_PRECONDITION for a reference that leads nowhere, naming the field.
absl::Status ReferenceNotFound(std::string_view field, std::string_view name);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_REFERENCES_H_
