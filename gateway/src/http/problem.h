// Errors as HTTP shows them: application/problem+json (RFC 9457).
#ifndef CONCORDAT_GATEWAY_HTTP_PROBLEM_H_
#define CONCORDAT_GATEWAY_HTTP_PROBLEM_H_

#include <absl/status/status.h>

#include <string>
#include <string_view>

#include "gateway/src/http/http_message.h"

namespace concordat::gateway {

// HTTP status of an error: of its reason where that says more than its code.
int HttpStatusOf(const absl::Status& status);

// The response for an error; nothing internal leaves.
HttpResponse ProblemResponse(const absl::Status& status, std::string_view instance,
                             std::string_view trace_id);

// A problem of HTTP itself: 404 for no route, 405, 413, 428 and their like.
HttpResponse HttpProblem(int status, std::string_view detail, std::string_view instance,
                         std::string_view trace_id);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_PROBLEM_H_
