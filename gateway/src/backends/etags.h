// What a change was made from: the etag in its message, over HTTP put there by
// If-Match.
#ifndef CONCORDAT_GATEWAY_BACKENDS_ETAGS_H_
#define CONCORDAT_GATEWAY_BACKENDS_ETAGS_H_

#include <absl/status/status.h>
#include <google/protobuf/descriptor.h>

#include "gateway/src/backends/payload.h"

namespace concordat::gateway {

// FAILED_PRECONDITION (ETAG_MISSING) for a PATCH or a DELETE, as google.api.http
// says, that names no etag. `*` means whatever is held, and goes no further.
absl::Status RequireEtag(const google::protobuf::MethodDescriptor& method, Payload* request);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BACKENDS_ETAGS_H_
