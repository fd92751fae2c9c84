// Who may do what: one table of roles and verbs, one of peers. Everything that
// is not in a table is refused.
#ifndef CONCORDAT_COMMON_ACCESS_H_
#define CONCORDAT_COMMON_ACCESS_H_

#include <string>
#include <string_view>

#include <absl/status/status.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "common/caller.h"

namespace concordat {

// What a method does, as its name says.
enum class Verb { kRead, kWrite, kImport, kLedgerRead, kLedgerImport };
Verb VerbOf(const google::protobuf::MethodDescriptor& method);

// OK when the peer may call the method at all, and whether it needs a caller.
absl::Status CheckPeer(std::string_view peer, Verb verb, bool has_assertion);

// OK when one of the caller's roles allows the verb on what the request names.
// NOT_FOUND for a partnership that the caller does not see, PERMISSION_DENIED
// for one that it sees but may not change.
absl::Status CheckCaller(const Caller& caller, Verb verb, const google::protobuf::Message& request);

// The tables as Markdown: docs/reference/access.md holds just this.
std::string RenderAccessTables();

}  // namespace concordat

#endif  // CONCORDAT_COMMON_ACCESS_H_
