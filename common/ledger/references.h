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

// The parent of a record, and what it refers to: the names that must exist for it.
std::set<std::string> NamesNeeded(const std::string& name,
                                  const google::protobuf::Message& resource);

// What peers say of those of the names that they keep. Holds no connection while it waits.
absl::StatusOr<PeerAnswers> AskPeers(const Ledger& ledger, const Caller& caller,
                                     const std::set<std::string>& names);

// Those of the names that do not exist or are deleted: one query for each type of
// this service, and what peers have said of the rest. UNAVAILABLE for one that nobody
// has told of.
absl::StatusOr<std::set<std::string>> MissingReferences(const Ledger& ledger,
                                                        Connection& connection,
                                                        const std::set<std::string>& names,
                                                        const PeerAnswers& answers);

// OK, or what is wrong with the first, INVALID_ARGUMENT for a name of the wrong form and
// FAILED_PRECONDITION for one that is missing, with the fields of all that are wrong.
absl::Status CheckReferences(const std::vector<Reference>& references,
                             const std::set<std::string>& missing);

// OK when the ledger holds a parent or has ever held it, so that its past can be
// read; NOT_FOUND otherwise, INVALID_ARGUMENT for a name of the wrong form. Asks the
// keeper of one that a peer keeps, and so stands outside of any reading.
absl::Status CheckReadable(const Ledger& ledger, const Caller& caller, const std::string& parent);

// The same for a name that this service keeps.
absl::Status CheckEverHeld(Connection& connection, const Caller& caller, const std::string& name);

// True where what a record refers to is of another partnership, and so does not exist
// for it.
bool IsForeign(std::string_view record, std::string_view referred);

// FAILED_PRECONDITION for a reference that leads nowhere, naming the field.
absl::Status ReferenceNotFound(std::string_view field, std::string_view name);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_REFERENCES_H_
