#include "gateway/src/backends/request_record.h"

#include <absl/time/clock.h>

#include "common/base/cut.h"
#include "common/base/log.h"
#include "common/base/text.h"
#include "common/rpc/wire.h"
#include "common/telemetry/semconv.h"

namespace concordat::gateway {
namespace {

// A client may call a method that is not served by any name.
constexpr size_t kMaxName = 200;

}  // namespace

RequestRecord::RequestRecord(std::string_view name, std::string_view traceparent)
    : begin_(absl::Now()), span_(name, SpanKind::kServer, traceparent) {}

void RequestRecord::TellHttp(const Http& request, const absl::Status& error) {
  const absl::Duration took = absl::Now() - begin_;
  const bool ours = request.status >= 500;
  span_.Set(semconv::kHttpRequestMethod, request.method);
  span_.Set(semconv::kUrlPath, request.path);
  span_.Set(semconv::kUrlScheme, "http");
  span_.Set(semconv::kHttpResponseStatusCode, int64_t{request.status});
  span_.Set(semconv::kHttpRoute, request.route);
  if (ours) span_.SetStatus(error);
  RecordDuration(semconv::kHttpServerDuration, took,
                 {{semconv::kHttpRequestMethod, request.method},
                  {semconv::kHttpRoute, request.route},
                  {semconv::kHttpResponseStatusCode, Concat(request.status)}});
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
                  {semconv::kRpcResponseStatusCode, code}});
  Log(absl::IsInternal(status) ? LogLevel::kError : LogLevel::kInfo, "rpc",
      {{"method", std::string(CutTo(kMaxName, name))},
       {"code", code},
       {"duration_ms", absl::ToDoubleMilliseconds(took)},
       {"subject", subject_},
       {"trace_id", trace_id()},
       {"error", std::string(ToStd(status.message()))}});
}

}  // namespace concordat::gateway
