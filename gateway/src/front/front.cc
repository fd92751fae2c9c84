#include "gateway/src/front/front.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_join.h>
#include <absl/time/clock.h>

#include <memory>
#include <utility>

#include "common/base/errors.h"
#include "common/base/log.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/base/version.h"
#include "common/rpc/wire.h"
#include "common/telemetry/semconv.h"
#include "common/telemetry/telemetry.h"
#include "gateway/src/http/problem.h"
#include "gateway/src/transcode/preconditions.h"
#include "gateway/src/transcode/transcoder.h"

namespace concordat::gateway {
namespace {

constexpr int kMaxAttempts = 3;

// True when the client would rather have a page than JSON.
bool PrefersPage(std::string_view accept) {
  const size_t html = accept.find("text/html");
  return html != std::string_view::npos && html <= accept.find("application/json");
}

}  // namespace

// One request under way. Lives until it has been answered.
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  Exchange(const FrontParts& parts, RetryBudget& retries, HttpRequest request, Respond respond)
      : parts_(parts),
        retries_(retries),
        http_(std::move(request)),
        respond_(std::move(respond)),
        begin_(absl::Now()),
        span_(Concat(http_.method, " ", http_.Path()), SpanKind::kServer,
              http_.Header("traceparent")) {
    span_.Set(semconv::kHttpRequestMethod, http_.method);
    span_.Set(semconv::kUrlPath, http_.Path());
    span_.Set(semconv::kUrlScheme, "http");
  }

  void Run() {
    if (Probe()) return;
    Router::Match match =
        parts_.router->Find(http_.method, http_.Path(), PrefersPage(http_.Header("accept")));
    if (http_.method == "OPTIONS" && !match.allowed.empty()) return Options(match.allowed);
    if (match.route == nullptr) return NoRoute(match.allowed);
    route_ = match.route;
    absl::Status status = Identify();
    if (status.ok()) status = Prepare(match.bindings);
    if (!status.ok()) return Fail(status);
    if (missing_precondition_) {
      return Answer(HttpProblem(428, "a change needs If-Match with the ETag that was read",
                                http_.Path(), span_.trace_id()));
    }
    PeerChannel* backend = parts_.backends->Of(*route_->method->file());
    return backend == nullptr ? RunLocally() : Forward(backend, 1);
  }

 private:
  // Health and version need no token.
  bool Probe() {
    const std::string_view path = http_.Path();
    if (path != "/healthz" && path != "/readyz" && path != "/version") return false;
    HttpResponse response;
    response.body = path == "/version" ? Concat("{\"version\":\"", Version(), "\"}\n")
                                       : "{\"status\":\"ok\"}\n";
    if (http_.method != "GET" && http_.method != "HEAD") {
      NoRoute({"GET", "HEAD"});
      return true;
    }
    if (path != "/readyz") {
      Answer(std::move(response));
      return true;
    }
    const bool taken = parts_.workers->Submit([self = shared_from_this()] {
      const std::string missing = self->parts_.backends->Unreachable(absl::Seconds(1));
      if (missing.empty()) {
        HttpResponse ready;
        ready.body = "{\"status\":\"ok\"}\n";
        return self->Answer(std::move(ready));
      }
      self->Fail(absl::UnavailableError(Concat("no answer from ", missing)));
    });
    if (!taken) Fail(absl::UnavailableError("too many requests wait"));
    return true;
  }

  absl::Status Identify() {
    if (route_->rules.open) return absl::OkStatus();
    auto caller = parts_.identity->Identify(http_.Header("authorization"), begin_);
    if (!caller.ok()) return caller.status();
    caller_ = *std::move(caller);
    return absl::OkStatus();
  }

  void Options(const std::set<std::string>& allowed) {
    HttpResponse response;
    response.status = 204;
    const std::string methods = absl::StrJoin(allowed, ", ") + ", OPTIONS";
    response.headers.emplace_back("Allow", methods);
    if (CorsAllowed()) {
      response.headers.emplace_back("Access-Control-Allow-Methods", methods);
      response.headers.emplace_back(
          "Access-Control-Allow-Headers",
          "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, "
          "Request-Timeout, traceparent");
      response.headers.emplace_back("Access-Control-Max-Age", "600");
    }
    Answer(std::move(response));
  }

  void NoRoute(const std::set<std::string>& allowed) {
    HttpResponse response = allowed.empty() ? HttpProblem(404, "there is nothing at this path",
                                                          http_.Path(), span_.trace_id())
                                            : HttpProblem(405, "this path does not have the method",
                                                          http_.Path(), span_.trace_id());
    if (!allowed.empty())
      response.headers.emplace_back("Allow", absl::StrJoin(allowed, ", ") + ", OPTIONS");
    Answer(std::move(response));
  }

  // Fills the request message, also from the headers that stand for its fields.
  absl::Status Prepare(const PathBindings& bindings) {
    auto request = BuildRequest(*route_, bindings, http_);
    if (!request.ok()) return request.status();
    request_ = *std::move(request);
    absl::Status status = ApplyIdempotencyKey(http_, request_.get());
    if (!status.ok()) return status;
    auto matched = ApplyIfMatch(http_, request_.get());
    if (!matched.ok()) return matched.status();
    missing_precondition_ = *matched == Precondition::kMissing;
    bytes_ = ToBytes(*request_);
    return Deadline();
  }

  absl::Status Deadline() {
    absl::Duration limit = route_->rules.deadline;
    const std::string_view asked = http_.Header("request-timeout");
    double seconds = 0;
    if (!asked.empty()) {
      if (!absl::SimpleAtod(ToAbsl(asked), &seconds) || !(seconds > 0)) {
        return InvalidField("Request-Timeout", "is not a number of seconds");
      }
      limit = std::min(limit, absl::Seconds(seconds));
    }
    caller_.deadline = begin_ + limit;
    return absl::OkStatus();
  }

  void RunLocally() {
    const bool taken = parts_.workers->Submit([self = shared_from_this()] { self->Local(); });
    if (!taken) Fail(absl::UnavailableError("too many requests wait"));
  }

  void Local() {
    const ActiveSpan active(span_);
    const auto* method = parts_.local->Find(route_->method->full_name());
    if (method == nullptr) return Fail(absl::UnimplementedError("this method is not served"));
    MessagePtr response(google::protobuf::MessageFactory::generated_factory()
                            ->GetPrototype(route_->method->output_type())
                            ->New());
    caller_.trace_id = span_.trace_id();
    caller_.response_headers = &local_headers_;
    absl::Status status = method->handler(caller_, *request_, response.get());
    return status.ok() ? Succeed(*response) : Fail(status);
  }

  // A read, or a write with a key, may be tried again where nobody answered.
  bool MayRetry() const {
    return http_.method == "GET" || http_.method == "HEAD" ||
           !TextField(*request_, "request_id").empty();
  }

  void Forward(PeerChannel* backend, int attempt) {
    CallOptions options;
    options.assertion = caller_.assertion;
    options.traceparent = span_.traceparent();
    options.deadline = caller_.deadline;
    backend->CallAsync(options, route_->method->full_name(), bytes_,
                       [self = shared_from_this(), backend, attempt](
                           const absl::Status& status, const grpc::ByteBuffer& bytes) {
                         if (absl::IsUnavailable(status) && attempt < kMaxAttempts &&
                             self->MayRetry() && absl::Now() < self->caller_.deadline &&
                             self->retries_.Take()) {
                           return self->Forward(backend, attempt + 1);
                         }
                         if (!status.ok()) return self->Fail(status);
                         self->retries_.Refill();
                         MessagePtr response(google::protobuf::MessageFactory::generated_factory()
                                                 ->GetPrototype(self->route_->method->output_type())
                                                 ->New());
                         if (!ParseBytes(bytes, response.get()).ok())
                           return self->Fail(absl::InternalError("the backend's answer is broken"));
                         self->Succeed(*response);
                       });
  }

  void Succeed(const google::protobuf::Message& message) {
    auto response = BuildResponse(*route_, message);
    if (!response.ok()) return Fail(response.status());
    for (auto& [name, value] : local_headers_) response->headers.emplace_back(name, value);
    if (IsNotModified(http_, *response)) {
      response->status = 304;
      response->body.clear();
    }
    Answer(*std::move(response));
  }

  void Fail(const absl::Status& status) {
    error_ = status;
    Answer(ProblemResponse(status, http_.Path(), span_.trace_id()));
  }

  bool CorsAllowed() const {
    return parts_.cors_origins.contains(std::string(http_.Header("origin")));
  }

  void Answer(HttpResponse response) {
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Cache-Control", "private, no-cache");
    response.headers.emplace_back("traceparent", span_.traceparent());
    if (CorsAllowed()) {
      response.headers.emplace_back("Access-Control-Allow-Origin",
                                    std::string(http_.Header("origin")));
      response.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Concordat-Positions");
    }
    // The same path answers otherwise to another origin, and as a page.
    response.headers.emplace_back("Vary", "Accept, Origin");
    Tell(response);
    respond_(std::move(response));
  }

  void Tell(const HttpResponse& response) {
    const absl::Duration took = absl::Now() - begin_;
    const std::string route = route_ == nullptr ? "" : route_->pattern;
    span_.Set(semconv::kHttpResponseStatusCode, int64_t{response.status});
    span_.Set(semconv::kHttpRoute, route);
    if (response.status >= 500) span_.SetStatus(error_);
    RecordDuration(semconv::kHttpServerDuration, took,
                   {{semconv::kHttpRequestMethod, http_.method},
                    {semconv::kHttpRoute, route},
                    {semconv::kHttpResponseStatusCode, Concat(response.status)}});
    Log(response.status >= 500 ? LogLevel::kError : LogLevel::kInfo, "http",
        {{"method", http_.method},
         {"path", std::string(http_.Path())},
         {"route", route},
         {"status", int64_t{response.status}},
         {"duration_ms", absl::ToDoubleMilliseconds(took)},
         {"subject", caller_.subject},
         {"trace_id", span_.trace_id()},
         {"error", std::string(ToStd(error_.message()))}});
  }

  const FrontParts& parts_;
  RetryBudget& retries_;
  const HttpRequest http_;
  const Respond respond_;
  const absl::Time begin_;
  Span span_;
  Caller caller_;
  const Route* route_ = nullptr;
  MessagePtr request_;
  grpc::ByteBuffer bytes_;
  bool missing_precondition_ = false;
  std::map<std::string, std::string> local_headers_;
  absl::Status error_;
};

void Front::Handle(HttpRequest request, Respond respond) const {
  std::make_shared<Exchange>(parts_, retries_, std::move(request), std::move(respond))->Run();
}

size_t Front::BodyLimit(std::string_view method, std::string_view target) const {
  // These have no body to speak of, and are most requests.
  if (method == "GET" || method == "HEAD") return MethodRules().max_body;
  const std::string_view path = target.substr(0, target.find('?'));
  const Router::Match match = parts_.router->Find(method, path, /*prefers_page=*/false);
  return match.route == nullptr ? MethodRules().max_body : match.route->rules.max_body;
}

}  // namespace concordat::gateway
