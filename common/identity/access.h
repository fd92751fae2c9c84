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

// OK when the peer may call the method at all, and whether it needs a caller.
absl::Status CheckPeer(std::string_view peer, Access access, bool has_assertion);

// The resource name that a request is about: its `name`, its `parent`, its
// partnership, or the name within the resource it carries; empty for none.
std::string NameOfSubject(const google::protobuf::Message& request);

// OK when one of the caller's roles allows the access to what the request names.
// NOT_FOUND for a partnership that the caller does not see, PERMISSION_DENIED
// for one that it sees but may not change. What no partnership owns (councils, a
// new partnership) is changed only by callers of all partnerships, `*`.
absl::Status CheckCaller(const Caller& caller, Access access,
                         const google::protobuf::Message& request);

// True when one of the caller's roles sees what is exempt. A service that works
// for itself, without a caller and so without roles, does.
bool SeesExempt(const Caller& caller);

// The tables as Markdown, as docs/reference/access.md holds them.
std::string RenderAccessTables();

}  // namespace concordat

#endif  // CONCORDAT_COMMON_IDENTITY_ACCESS_H_
