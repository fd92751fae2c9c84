#include "common/rpc/rpc_reactor.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <utility>

#include "common/base/call_limits.h"
#include "common/base/contain.h"
#include "common/base/errors.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "common/resource/resource_type.h"
#include "common/resource/validate.h"
#include "common/rpc/rpc_identity.h"
#include "common/rpc/wire.h"
#include "common/telemetry/semconv.h"
#include "common/telemetry/telemetry.h"

namespace concordat {
namespace {

// Of `00-<trace id>-<span id>-01`; for calls that end before their span begins.
std::string TraceIdOf(const std::string& traceparent) {
  return traceparent.size() >= 55 ? traceparent.substr(3, 32) : "";
}

LogLevel LevelOf(const absl::Status& status) {
  const bool ours = absl::IsInternal(status) || absl::IsUnknown(status) || absl::IsDataLoss(status);
  return ours ? LogLevel::kError : LogLevel::kInfo;
}

}  // namespace

RpcReactor::RpcReactor(const RpcHouse& house, grpc::GenericCallbackServerContext* context)
    : house_(house),
      context_(*context),
      begin_(absl::Now()),
      name_(MethodNameOfPath(context->method())) {
  method_ = house_.methods.Find(name_);
  trace_id_ = TraceIdOf(MetadataOf(context_, "traceparent"));
  StartRead(&request_);
}

void RpcReactor::OnReadDone(bool ok) {
  const absl::Status status =
      ok ? Admit() : absl::InvalidArgumentError("the request did not arrive");
  if (!status.ok()) return End(status);
  if (!Lane().Submit([this] { Work(); })) {
    End(ErrorWithReason(absl::StatusCode::kUnavailable, "TOO_BUSY", "too many requests wait"));
  }
}

// By who calls: what callers ask for cannot fill the lane that services answer one
// another in, whatever the method.
WorkerPool& RpcReactor::Lane() const {
  if (IsService(PeerOf(context_))) return house_.peers;
  return method_->rules.heavy ? house_.heavy : house_.callers;
}

absl::Status RpcReactor::Admit() const {
  if (method_ == nullptr) return absl::UnimplementedError("there is no such method");
  if (IsService(PeerOf(context_)) && !method_->rules.for_peers) {
    return absl::PermissionDeniedError("services do not ask this of one another");
  }
  if (request_.Length() > method_->rules.max_message) {
    return ErrorWithReason(
        absl::StatusCode::kResourceExhausted, "REQUEST_TOO_LARGE",
        Concat("the request is larger than ", method_->rules.max_message, " bytes"));
  }
  return absl::OkStatus();
}

absl::Time RpcReactor::Deadline() const {
  // A client that names no deadline asks for one in the far future.
  return std::min(absl::FromChrono(context_.deadline()), begin_ + method_->rules.deadline);
}

void RpcReactor::Work() {
  const bool heavy = method_->rules.heavy;
  auto response = Contained([this] { return Serve(); });
  // The call may be over, and this object gone, as soon as it is said.
  if (response.ok()) {
    response_ = *std::move(response);
    StartWriteAndFinish(&response_, grpc::WriteOptions(), grpc::Status::OK);
  } else {
    Finish(ToGrpc(response.status()));
  }
  if (heavy) GiveBackMemory();
}

absl::StatusOr<grpc::ByteBuffer> RpcReactor::Serve() {
  const std::string path = PathOfMethod(*method_->descriptor).substr(1);
  Span span(path, SpanKind::kServer, MetadataOf(context_, "traceparent"));
  if (std::string id = span.trace_id(); !id.empty()) trace_id_ = std::move(id);
  absl::StatusOr<grpc::ByteBuffer> response;
  {
    const ActiveSpan active(span);
    response = Contained([this] { return Handle(); });
  }
  span.Set(semconv::kRpcSystemName, "grpc");
  span.Set(semconv::kRpcMethod, path);
  span.Set(semconv::kRpcResponseStatusCode, absl::StatusCodeToString(response.status().code()));
  span.Set(semconv::kUserId, subject_);
  span.SetStatus(response.status());
  Tell(response.status());
  return response;
}

absl::StatusOr<grpc::ByteBuffer> RpcReactor::Handle() {
  // Known before OnCancel has had its turn on a thread of the library's.
  if (context_.IsCancelled()) gone_.request_stop();
  const CallLimits limits(Deadline(), gone_.get_token());
  absl::Status status = limits.Check(absl::Now());
  if (!status.ok()) return status;
  const Access access = method_->rules.access;
  auto caller =
      IdentifyCaller(context_, house_.options.service, access, house_.verifier, absl::Now());
  if (!caller.ok()) return caller.status();
  subject_ = caller->subject;
  caller->trace_id = trace_id_;
  caller->deadline = limits.deadline;
  caller->cancelled = limits.cancelled;
  const MessagePtr request = NewMessage(method_->descriptor->input_type());
  status = ParseBytes(request_, request.get());
  if (!status.ok()) return status;
  resource_ = NameOfSubject(*request);
  // A peer's own background work was judged by its certificate.
  if (!caller->assertion.empty()) status = CheckCaller(*caller, access, *request);
  if (status.ok()) status = Validate(*request);
  if (status.ok()) status = house_.methods.Prepare(*request, &*caller);
  if (!status.ok()) return status;
  const MessagePtr response = NewMessage(method_->descriptor->output_type());
  status = method_->handler(*caller, *request, response.get());
  if (!status.ok()) return status;
  return ToBytes(*response);
}

void RpcReactor::End(const absl::Status& status) {
  Tell(status);
  Finish(ToGrpc(status));
}

void RpcReactor::Tell(const absl::Status& status) const {
  const absl::Duration took = absl::Now() - begin_;
  const std::string code = absl::StatusCodeToString(status.code());
  const std::string method =
      method_ == nullptr ? semconv::kOtherMethod : PathOfMethod(*method_->descriptor).substr(1);
  RecordDuration(semconv::kRpcServerCallDuration, took,
                 {{semconv::kRpcSystemName, "grpc"},
                  {semconv::kRpcMethod, method},
                  {semconv::kRpcResponseStatusCode, code}});
  // The gateway logs every request; a service adds what it changed and what failed.
  if (status.ok() && !Changes(method_->rules.access)) return;
  Log(LevelOf(status), "rpc",
      {{"method", name_},
       {"code", code},
       {"duration_ms", absl::ToDoubleMilliseconds(took)},
       {"subject", subject_},
       {"peer", PeerOf(context_)},
       {"partnership", std::string(ResourceType::PartnershipOf(resource_))},
       {"trace_id", trace_id_},
       {"error", std::string(ToStd(status.message()))}});
}

}  // namespace concordat
