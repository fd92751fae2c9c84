// Who may do what: one table of roles, one of peers. Everything that
// is not in a table is refused.
#ifndef CONCORDAT_COMMON_IDENTITY_ACCESS_H_
#define CONCORDAT_COMMON_IDENTITY_ACCESS_H_

#include <absl/status/status.h>
#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "common/identity/caller.h"
#include "common/identity/method_rules.h"

namespace concordat {

// True for all but reading.
bool Changes(Access access);

// True for a peer that is one of the services, and not the gateway.
bool IsService(std::string_view peer);

// OK when the peer may call the method at all, and whether it needs a caller: services ask
// for themselves what internal methods answer to services, and no more than that.
absl::Status CheckPeer(std::string_view peer, const MethodRules& rules, bool has_assertion);

// True when the caller may see the partnership of that id.
bool SeesPartnership(const Caller& caller, std::string_view partnership);

// The name of what a call is about, by the fields that its request has and not by what
// they hold: the parent, the name, the partnership, or of an update the resource. Empty
// for what no partnership owns, a new council or partnership, whatever else is said.
std::string NameOfSubject(const google::protobuf::Message& request);

// OK when one of the caller's roles allows the access to what the request names.
// NOT_FOUND for a partnership that the caller does not see, PERMISSION_DENIED
// for one that it sees but may not change. What no partnership owns (councils, a
// new partnership) is changed only by callers of all partnerships, `*`.
absl::Status CheckCaller(const Caller& caller, Access access,
                         const google::protobuf::Message& request);

// OK when one of the caller's roles writes the record, as it is or as it is to be:
// roles of a council write what is of their own council, and what is of none by its
// kind. PERMISSION_DENIED otherwise.
absl::Status CheckCouncil(const Caller& caller, const google::protobuf::Message& resource);

// True when one of the caller's roles sees what is exempt. A service that works
// for itself, without a caller and so without roles, does.
bool SeesExempt(const Caller& caller);

// True when one of the caller's roles sees the long-running operations that others began,
// and may end them.
bool SeesAllOperations(const Caller& caller);

// The tables as Markdown, as docs/reference/access.md holds them.
std::string RenderAccessTables();

}  // namespace concordat

#endif  // CONCORDAT_COMMON_IDENTITY_ACCESS_H_
