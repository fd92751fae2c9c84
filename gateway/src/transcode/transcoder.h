// Turns an HTTP request into the request message of a method, and its response
// message into a body: by the descriptors and google.api.http alone.
#ifndef CONCORDAT_GATEWAY_TRANSCODE_TRANSCODER_H_
#define CONCORDAT_GATEWAY_TRANSCODE_TRANSCODER_H_

#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "gateway/src/http/http_message.h"
#include "gateway/src/transcode/router.h"

namespace concordat::gateway {

using MessagePtr = std::unique_ptr<google::protobuf::Message>;

// Fills the request message from path, query and body. INVALID_ARGUMENT names
// the parameter or the JSON field that is wrong.
absl::StatusOr<MessagePtr> BuildRequest(const Route& route, const PathBindings& bindings,
                                        const HttpRequest& http);

// The body for a response message, with its ETag and content type. Field names
// are lowerCamelCase, 64-bit numbers are text; what is not set is left out, but
// the list of a List answer is always there.
absl::StatusOr<HttpResponse> BuildResponse(const Route& route,
                                           const google::protobuf::Message& message);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_TRANSCODE_TRANSCODER_H_
