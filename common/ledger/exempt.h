// What those may not see who may not see what is exempt (docs/reference/access.md).
//
// A record is exempt where it is marked so on the day of a read or on a later one, as
// far as is known now: what has been marked is not to be had by asking for an
// earlier day or an earlier state of knowledge. It is exempt with what it lies below,
// and with the work that it belongs to (`belongs` in its field's rules). A mention of
// an exempt record in one that is not is left out of what is answered.
#ifndef CONCORDAT_COMMON_LEDGER_EXEMPT_H_
#define CONCORDAT_COMMON_LEDGER_EXEMPT_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>
#include <google/protobuf/message.h>

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "common/ledger/ledger.h"
#include "common/ledger/read_at.h"
#include "common/resource/resource_type.h"
#include "common/sql/mysql.h"
#include "common/sql/sql_part.h"
#include "concordat/ledger/v1/change.pb.h"

namespace concordat {

// SQL that is true where the record of the type whose name the SQL expression gives
// is exempt.
SqlPart ExemptCondition(const ResourceType& type, std::string_view name, absl::CivilDay day);

// Those of the names that are exempt, of records of the service that keeps `of` and
// of those that it follows.
absl::StatusOr<std::set<std::string>> ExemptAmong(Connection& connection, const ResourceType& of,
                                                  const std::set<std::string>& names,
                                                  absl::CivilDay day);

// True for a record that lies below, belongs to or is one of the names.
bool IsOfAny(const std::set<std::string>& names, const google::protobuf::Message& resource);

// The same as SQL, over a row `t` of the type's table.
SqlPart IsOfAnyCondition(const ResourceType& type, const std::set<std::string>& names);

// Takes the names out of all references that the message holds.
void LeaveOutMentions(const std::set<std::string>& names, google::protobuf::Message* message);

// The same for mentions of all that is exempt for a read, in resources of one type.
absl::Status LeaveOutExemptMentions(Connection& connection, const ResourceType& type,
                                    const ReadAt& at,
                                    std::span<google::protobuf::Message* const> resources);

// True where the slice of a change marks its resource as exempt. One without values,
// since they are redacted, counts as marked.
bool IsMarkedExempt(const ledger::v1::ChangePayload& payload, const ledger::v1::Slice& slice);

// True when something of the partnership `parent`, or something that belongs to no
// partnership, may be exempt for a read: here, with a peer, or by what `at` says.
absl::StatusOr<bool> MayBeExempt(Connection& connection, const Registry& registry,
                                 const std::string& parent, const ReadAt& at);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_EXEMPT_H_
