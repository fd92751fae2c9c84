#include "gateway/src/front/http_exchange.h"

#include <utility>

#include "common/base/contain.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "gateway/src/front/http_answers.h"
#include "gateway/src/front/probes.h"
#include "gateway/src/http/media_type.h"
#include "gateway/src/http/problem.h"
#include "gateway/src/transcode/preconditions.h"
#include "gateway/src/transcode/transcoder.h"

namespace concordat::gateway {
namespace {

constexpr std::string_view kJson = "application/json";

// True when the client would rather have a page than JSON; where it is all the same, JSON.
bool PrefersPage(std::string_view accept) {
  const Preference page = PreferenceFor(accept, "text/html"), json = PreferenceFor(accept, kJson);
  if (page.quality != json.quality) return page.quality > json.quality;
  return page.quality > 0 && page.place < json.place;
}

// The message of a request, also from the headers that stand for its fields.
absl::StatusOr<MessagePtr> Translate(const Router::Match& match, const HttpRequest& http) {
  const bool changes = Changes(match.route->rules.access);
  absl::Status status = CheckHonoured(http, changes);
  if (!status.ok()) return status;
  auto request = BuildRequest(*match.route, match.bindings, http);
  if (!request.ok()) return request;
  status = ApplyIdempotencyKey(http, changes, request->get());
  if (status.ok()) status = ApplyIfMatch(http, request->get());
  if (!status.ok()) return status;
  return request;
}

}  // namespace

HttpExchange::HttpExchange(const HttpFrontParts& parts, HttpRequest request, Respond respond)
    : parts_(parts),
      http_(std::move(request)),
      record_(Concat(http_.method, " ", http_.Path()), http_.Header("traceparent")),
      respond_(std::move(respond)) {}

void HttpExchange::Run() {
  Finish([this] { return Serve(); });
}

absl::Status HttpExchange::Serve() {
  const std::string_view path = http_.Path();
  if (IsProbe(path)) {
    if (http_.method != "GET" && http_.method != "HEAD") {
      Answer(NoRoute({"GET", "HEAD"}, path, record_.trace_id()));
      return absl::OkStatus();
    }
    Probe(path, *parts_.backends, *parts_.workers,
          [self = shared_from_this()](absl::StatusOr<HttpResponse> probed) {
            self->Finish([&] {
              if (!probed.ok()) return probed.status();
              self->Answer(*std::move(probed));
              return absl::OkStatus();
            });
          });
    return absl::OkStatus();
  }
  const Router::Match match =
      parts_.router->Find(http_.method, path, PrefersPage(http_.Header("accept")));
  route_ = match.route;
  if (match.route != nullptr) return Call(match);
  const bool options = http_.method == "OPTIONS" && !match.allowed.empty();
  Answer(options ? Preflight(match.allowed, !KnownOrigin().empty())
                 : NoRoute(match.allowed, path, record_.trace_id()));
  return absl::OkStatus();
}

absl::Status HttpExchange::Call(const Router::Match& match) {
  auto caller = parts_.dispatch->Admit(route_->method, http_.Header("authorization"), &record_);
  if (!caller.ok()) return caller.status();
  if (!AnswersBytes(*route_) && PreferenceFor(http_.Header("accept"), kJson).refused) {
    Answer(HttpProblem(406, "this path answers in JSON, which Accept refuses", http_.Path(),
                       record_.trace_id()));
    return absl::OkStatus();
  }
  auto deadline = ClientDeadline(http_, record_.begin());
  if (!deadline.ok()) return deadline.status();
  caller->deadline = *deadline;
  caller->cancelled = http_.gone;
  auto request = Translate(match, http_);
  if (!request.ok()) return request.status();
  parts_.dispatch->Call(*route_->method, Payload(*std::move(request)), *std::move(caller), record_,
                        [self = shared_from_this()](DispatchAnswer answer) {
                          self->Finish([&] { return self->Show(std::move(answer)); });
                        });
  return absl::OkStatus();
}

absl::Status HttpExchange::Show(DispatchAnswer answer) {
  if (!answer.status.ok()) {
    HttpResponse problem = ProblemResponse(answer.status, http_.Path(), record_.trace_id());
    for (auto& [name, value] : answer.headers) problem.headers.emplace_back(name, value);
    Answer(std::move(problem), answer.status);
    return absl::OkStatus();
  }
  const auto message = answer.response.Read(route_->method->output_type());
  if (!message.ok()) return absl::InternalError("the answer is not what the method gives");
  auto response = BuildResponse(*route_, **message);
  if (!response.ok()) return response.status();
  for (auto& [name, value] : answer.headers) response->headers.emplace_back(name, value);
  if (IsNotModified(http_, *response)) {
    response->status = 304;
    response->body.clear();
  }
  Answer(*std::move(response));
  return absl::OkStatus();
}

void HttpExchange::Finish(absl::FunctionRef<absl::Status()> step) {
  const absl::Status status = Contained([&step] { return step(); });
  if (!status.ok()) Fail(status);
}

void HttpExchange::Fail(const absl::Status& status) {
  Answer(ProblemResponse(status, http_.Path(), record_.trace_id()), status);
}

void HttpExchange::Answer(HttpResponse response, const absl::Status& error) {
  if (respond_ == nullptr) return;
  AddCommonHeaders(KnownOrigin(), record_.span().traceparent(), &response);
  RequestRecord::Http told = {http_.method, http_.Path(), "", response.status};
  if (route_ != nullptr) {
    told.route = route_->pattern;
    told.heavy = route_->rules.heavy;
  }
  record_.TellHttp(told, error);
  std::exchange(respond_, nullptr)(std::move(response));
}

std::string_view HttpExchange::KnownOrigin() const {
  const std::string_view origin = http_.Header("origin");
  return parts_.cors_origins.contains(std::string(origin)) ? origin : std::string_view();
}

}  // namespace concordat::gateway
