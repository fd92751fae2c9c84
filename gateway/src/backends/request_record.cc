#include "gateway/src/backends/request_record.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <array>

#include "common/base/cut.h"
#include "common/base/log.h"
#include "common/base/text.h"
#include "common/rpc/wire.h"
#include "common/telemetry/semconv.h"

namespace concordat::gateway {
namespace {

// A client may call a method that is not served by any name.
constexpr size_t kMaxName = 200;

// Nobody makes up series by making up methods.
std::string_view KnownMethod(std::string_view method) {
  constexpr std::array<std::string_view, 9> kKnown = {
      "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"};
  return std::ranges::count(kKnown, method) == 0 ? semconv::kOtherMethod : method;
}

std::string_view LaneOf(bool heavy) { return heavy ? "heavy" : "callers"; }

}  // namespace

RequestRecord::RequestRecord(std::string_view name, std::string_view traceparent)
    : begin_(absl::Now()), span_(name, SpanKind::kServer, traceparent) {}

void RequestRecord::TellHttp(const Http& request, const absl::Status& error) {
  const absl::Duration took = absl::Now() - begin_;
  const bool ours = request.status >= 500;
  span_.Set(semconv::kHttpRequestMethod, KnownMethod(request.method));
  span_.Set(semconv::kUrlPath, request.path);
  span_.Set(semconv::kUrlScheme, "http");
  span_.Set(semconv::kHttpResponseStatusCode, int64_t{request.status});
  span_.Set(semconv::kHttpRoute, request.route);
  if (ours) span_.SetStatus(error);
  RecordDuration(semconv::kHttpServerDuration, took,
                 {{semconv::kHttpRequestMethod, KnownMethod(request.method)},
                  {semconv::kHttpRoute, request.route},
                  {semconv::kHttpResponseStatusCode, Concat(request.status)},
                  {semconv::kLane, LaneOf(request.heavy)}});
  Log(ours ? LogLevel::kError : LogLevel::kInfo, "http",
      {{"method", std::string(request.method)},
       {"path", std::string(request.path)},
       {"route", std::string(request.route)},
       {"status", int64_t{request.status}},
       {"duration_ms", absl::ToDoubleMilliseconds(took)},
       {"subject", subject_},
       {"trace_id", trace_id()},
       {"error", std::string(ToStd(error.message()))}});
}

void RequestRecord::TellRpc(std::string_view name, const google::protobuf::MethodDescriptor* method,
                            const absl::Status& status) {
  const absl::Duration took = absl::Now() - begin_;
  const std::string code = absl::StatusCodeToString(status.code());
  const std::string known =
      method == nullptr ? semconv::kOtherMethod : PathOfMethod(*method).substr(1);
  span_.Set(semconv::kRpcSystemName, "grpc");
  span_.Set(semconv::kRpcMethod, known);
  span_.Set(semconv::kRpcResponseStatusCode, code);
  span_.SetStatus(status);
  RecordDuration(semconv::kRpcServerCallDuration, took,
                 {{semconv::kRpcSystemName, "grpc"},
                  {semconv::kRpcMethod, known},
                  {semconv::kRpcResponseStatusCode, code},
                  {semconv::kLane, LaneOf(method != nullptr && RulesOf(*method).heavy)}});
  Log(absl::IsInternal(status) ? LogLevel::kError : LogLevel::kInfo, "rpc",
      {{"method", std::string(CutTo(kMaxName, name))},
       {"code", code},
       {"duration_ms", absl::ToDoubleMilliseconds(took)},
       {"subject", subject_},
       {"trace_id", trace_id()},
       {"error", std::string(ToStd(status.message()))}});
}

}  // namespace concordat::gateway
