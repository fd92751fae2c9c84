#include "gateway/src/http/problem.h"

#include <array>
#include <boost/beast/http/status.hpp>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::gateway {
namespace {

using nlohmann::ordered_json;

constexpr std::array<std::pair<std::string_view, int>, 7> kByReason = {{
    {"ETAG_MISMATCH", 412},
    {"ETAG_MISSING", 428},
    {"IDEMPOTENCY_KEY_REUSED", 422},
    {"FEED_EPOCH_OVER", 410},
    {"FEED_FORKED", 410},
    {"REQUEST_TOO_LARGE", 413},
    {"UNSUPPORTED_MEDIA_TYPE", 415},
}};

int ByCode(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return 400;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kCancelled:
      return 499;
    case absl::StatusCode::kUnimplemented:
      return 501;
    case absl::StatusCode::kUnavailable:
      return 503;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    default:
      return 500;
  }
}

// The code that says the most of a problem of HTTP itself.
std::string_view CodeOf(int status) {
  switch (status) {
    case 404:
      return "NOT_FOUND";
    case 405:
      return "UNIMPLEMENTED";
    case 408:
      return "DEADLINE_EXCEEDED";
    case 503:
      return "UNAVAILABLE";
    default:
      return "INVALID_ARGUMENT";
  }
}

std::string Title(int status) {
  if (status == 499) return "Client Closed Request";
  return std::string(
      boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status)));
}

HttpResponse MakeProblem(int status, const ordered_json& problem) {
  HttpResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = problem.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  if (status == 401)
    response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"concordat\"");
  if (status == 503 || status == 429) response.headers.emplace_back("Retry-After", "1");
  return response;
}

ordered_json Base(int status, std::string_view detail, std::string_view instance) {
  ordered_json problem;
  problem["type"] = "about:blank";
  problem["title"] = Title(status);
  problem["status"] = status;
  problem["detail"] = detail;
  problem["instance"] = instance;
  return problem;
}

}  // namespace

int HttpStatusOf(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  for (const auto& [known, http] : kByReason) {
    if (known == reason) return http;
  }
  return ByCode(status.code());
}

HttpResponse ProblemResponse(const absl::Status& status, std::string_view instance,
                             std::string_view trace_id) {
  const int http = HttpStatusOf(status);
  const std::string detail = http == 500
                                 ? "something went wrong here; the trace id names it in the log"
                                 : std::string(ToStd(status.message()));
  ordered_json problem = Base(http, detail, instance);
  problem["code"] = absl::StatusCodeToString(status.code());
  const std::string reason = ReasonOf(status);
  if (!reason.empty()) problem["reason"] = reason;
  for (const FieldViolation& violation : ViolationsOf(status)) {
    problem["errors"].push_back(
        ordered_json{{"field", violation.field}, {"description", violation.description}});
  }
  problem["traceId"] = trace_id;
  return MakeProblem(http, problem);
}

HttpResponse HttpProblem(int status, std::string_view detail, std::string_view instance,
                         std::string_view trace_id) {
  ordered_json problem = Base(status, detail, instance);
  problem["code"] = CodeOf(status);
  problem["traceId"] = trace_id;
  return MakeProblem(status, problem);
}

}  // namespace concordat::gateway
