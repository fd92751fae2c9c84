// The six standard methods, generic over the message: what every resource needs
// stands here once. A resource adds only its own rules (catalogue.h).
#ifndef CONCORDAT_COMMON_STANDARD_METHODS_H_
#define CONCORDAT_COMMON_STANDARD_METHODS_H_

#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include "common/caller.h"
#include "common/catalogue.h"
#include "common/method_table.h"
#include "common/temporal_store.h"

namespace concordat {

// Binds Get, List, Create, Update, Delete and Undelete of every resource of the
// catalogue, by the names that scripts/new-resource gives them.
void BindStandardMethods(const Catalogue& catalogue, MethodTable* methods);

// The two times of a read: the request's `as_at`, and the position that the caller
// is pinned to (Feed::PinCaller). INVALID_ARGUMENT for a day that is none.
absl::StatusOr<ReadAt> ResolveReadAt(const Caller& caller,
                                     const google::protobuf::Message& request);

// The day a write takes effect: the request's, or today in London.
// FAILED_PRECONDITION for a day in the future.
absl::StatusOr<absl::CivilDay> EffectiveDay(const std::string& effective_date, absl::Time now);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_STANDARD_METHODS_H_
