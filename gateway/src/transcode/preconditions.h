// The headers that stand for fields of a request: ETags and idempotency keys.
#ifndef CONCORDAT_GATEWAY_TRANSCODE_PRECONDITIONS_H_
#define CONCORDAT_GATEWAY_TRANSCODE_PRECONDITIONS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include "gateway/src/http/http_message.h"

namespace concordat::gateway {

// Puts Idempotency-Key into `request_id`.
absl::Status ApplyIdempotencyKey(const HttpRequest& http, google::protobuf::Message* request);

// Puts If-Match into the etag of the request or of the resource it carries.
// PATCH and DELETE need one; `*` means whatever is held.
enum class Precondition { kGiven, kMissing };
absl::StatusOr<Precondition> ApplyIfMatch(const HttpRequest& http,
                                          google::protobuf::Message* request);

// True when a read's answer is what the client holds already.
bool IsNotModified(const HttpRequest& http, const HttpResponse& response);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_TRANSCODE_PRECONDITIONS_H_
