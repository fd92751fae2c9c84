#include "gateway/src/front/http_answers.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_join.h>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "gateway/src/http/problem.h"

namespace concordat::gateway {
namespace {

std::string WithOptions(const HttpMethods& allowed) {
  return absl::StrJoin(allowed, ", ") + ", OPTIONS";
}

}  // namespace

HttpResponse NoRoute(const HttpMethods& allowed, std::string_view path, std::string_view trace_id) {
  if (allowed.empty()) return HttpProblem(404, "there is nothing at this path", path, trace_id);
  HttpResponse response = HttpProblem(405, "this path does not have the method", path, trace_id);
  response.headers.emplace_back("Allow", WithOptions(allowed));
  return response;
}

HttpResponse Preflight(const HttpMethods& allowed, bool known_origin) {
  HttpResponse response;
  response.status = 204;
  const std::string methods = WithOptions(allowed);
  response.headers.emplace_back("Allow", methods);
  if (!known_origin) return response;
  response.headers.emplace_back("Access-Control-Allow-Methods", methods);
  response.headers.emplace_back("Access-Control-Allow-Headers",
                                "Authorization, Content-Type, If-Match, If-None-Match, "
                                "Idempotency-Key, Request-Timeout, traceparent");
  response.headers.emplace_back("Access-Control-Max-Age", "600");
  return response;
}

void AddCommonHeaders(std::string_view origin, std::string_view traceparent,
                      HttpResponse* response) {
  response->headers.emplace_back("X-Content-Type-Options", "nosniff");
  response->headers.emplace_back("Cache-Control", "private, no-cache");
  response->headers.emplace_back("traceparent", traceparent);
  if (!origin.empty()) {
    response->headers.emplace_back("Access-Control-Allow-Origin", origin);
    response->headers.emplace_back("Access-Control-Expose-Headers",
                                   "ETag, Concordat-Positions, Retry-After, RateLimit-Policy, "
                                   "RateLimit");
  }
  // The same path answers otherwise to another origin, and as a page.
  response->headers.emplace_back("Vary", "Accept, Origin");
}

absl::StatusOr<absl::Time> ClientDeadline(const HttpRequest& request, absl::Time begin) {
  const std::string_view asked = request.Header("request-timeout");
  if (asked.empty()) return absl::InfiniteFuture();
  double seconds = 0;
  if (!absl::SimpleAtod(ToAbsl(asked), &seconds) || !(seconds > 0)) {
    return InvalidField("Request-Timeout", "is not a number of seconds");
  }
  return begin + absl::Seconds(seconds);
}

}  // namespace concordat::gateway
