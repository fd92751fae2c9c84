// What HTTP asks of every answer, and the answers that no method gives.
#ifndef CONCORDAT_GATEWAY_FRONT_HTTP_ANSWERS_H_
#define CONCORDAT_GATEWAY_FRONT_HTTP_ANSWERS_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <set>
#include <string>
#include <string_view>

#include "gateway/src/http/http_message.h"

namespace concordat::gateway {

using HttpMethods = std::set<std::string>;

// 404 where the path has no methods, otherwise 405 with those that it has.
HttpResponse NoRoute(const HttpMethods& allowed, std::string_view path, std::string_view trace_id);

// OPTIONS, which is also a browser's question before it calls.
HttpResponse Preflight(const HttpMethods& allowed, bool known_origin);

// For caches and browsers; `origin` is empty unless pages of it may call us.
void AddCommonHeaders(std::string_view origin, std::string_view traceparent,
                      HttpResponse* response);

// When the client gives up, by Request-Timeout; never where it does not say.
absl::StatusOr<absl::Time> ClientDeadline(const HttpRequest& request, absl::Time begin);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_FRONT_HTTP_ANSWERS_H_
