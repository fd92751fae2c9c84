#include "common/rpc/rpc_reactor.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <utility>

#include "common/base/call_limits.h"
#include "common/base/contain.h"
#include "common/base/errors.h"
#include "common/base/heap.h"
#include "common/base/log.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "common/resource/resource_type.h"
#include "common/rpc/request_check.h"
#include "common/rpc/rpc_identity.h"
#include "common/rpc/wire.h"
#include "common/telemetry/semconv.h"
#include "common/telemetry/telemetry.h"

namespace concordat {
namespace {

// Free memory that a heavy call leaves: many in a row, each on another thread, would
// take it many times before HeapKeeper looks.
constexpr size_t kKeptHeap = 8 << 20;

// Of `00-<trace id>-<span id>-01`; for calls that end before their span begins.
std::string TraceIdOf(const std::string& traceparent) {
  return traceparent.size() >= 55 ? traceparent.substr(3, 32) : "";
}

LogLevel LevelOf(const absl::Status& status) {
  const bool ours = absl::IsInternal(status) || absl::IsUnknown(status) || absl::IsDataLoss(status);
  return ours ? LogLevel::kError : LogLevel::kInfo;
}

absl::Status TooBusy() {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "TOO_BUSY", "too many requests wait");
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
  if (!Submit(&RpcReactor::Begin)) End(TooBusy());
}

// By who calls: what callers ask for cannot fill the lane that services answer one
// another in, whatever the method.
RpcReactor::Lane RpcReactor::OwnLane() const {
  if (IsService(PeerOf(context_))) return {"peers", house_.peers};
  if (method_->rules.heavy) return {"heavy", house_.heavy};
  return {"callers", house_.callers};
}

bool RpcReactor::Submit(void (RpcReactor::*part)()) {
  const Lane lane = OwnLane();
  return lane.pool.Submit([this, part, name = lane.name, since = absl::Now()] {
    RecordDuration(semconv::kWorkWaitTime, absl::Now() - since, {{semconv::kLane, name}});
    (this->*part)();
  });
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

template <typename Part>
std::invoke_result_t<Part> RpcReactor::Within(Part part) {
  const ActiveSpan active(*span_);
  return Contained(part);
}

void RpcReactor::Begin() {
  span_.emplace(PathOfMethod(*method_->descriptor).substr(1), SpanKind::kServer,
                MetadataOf(context_, "traceparent"));
  if (std::string id = span_->trace_id(); !id.empty()) trace_id_ = std::move(id);
  const absl::Status status = Within([this] { return Read(); });
  if (!status.ok()) return Answer(status);
  // Whoever waits leaves this worker to others, and goes on at the end of its lane. The
  // call may be over as soon as it waits.
  const auto go = [this](const absl::Status& come) {
    if (!come.ok()) return Answer(come);
    if (!Submit(&RpcReactor::Go)) Answer(TooBusy());
  };
  const auto& waiting = house_.options.waiting;
  const auto waits = Contained([&]() -> absl::StatusOr<bool> {
    return waiting != nullptr && waiting(*message_, caller_, go);
  });
  if (!waits.ok()) return Answer(waits.status());
  if (!*waits) Go();
}

void RpcReactor::Go() {
  const bool heavy = method_->rules.heavy;
  Answer(Within([this] { return Handle(); }));
  // The call may be over, and this object gone.
  if (heavy) TrimHeap(kKeptHeap);
}

absl::Status RpcReactor::Read() {
  // Known before OnCancel has had its turn on a thread of the library's.
  if (context_.IsCancelled()) gone_.request_stop();
  const CallLimits limits(Deadline(), gone_.get_token());
  absl::Status status = limits.Check(absl::Now());
  if (!status.ok()) return status;
  const Access access = method_->rules.access;
  auto caller = IdentifyCaller(context_, house_.options.service, method_->rules, house_.verifier,
                               absl::Now());
  if (!caller.ok()) return caller.status();
  caller_ = *std::move(caller);
  subject_ = caller_.subject;
  caller_.trace_id = trace_id_;
  caller_.deadline = limits.deadline;
  caller_.cancelled = limits.cancelled;
  message_ = NewMessage(method_->descriptor->input_type());
  status = ParseBytes(request_, message_.get());
  if (!status.ok()) return status;
  resource_ = NameOfSubject(*message_);
  // A peer's own background work was judged by its certificate.
  if (!caller_.assertion.empty()) status = CheckCaller(caller_, access, *message_);
  return status.ok() ? CheckRequest(access, *message_) : status;
}

absl::StatusOr<grpc::ByteBuffer> RpcReactor::Handle() {
  absl::Status status = caller_.limits().Check(absl::Now());
  if (status.ok()) status = house_.methods.Prepare(*message_, &caller_);
  if (!status.ok()) return status;
  const MessagePtr response = NewMessage(method_->descriptor->output_type());
  status = method_->handler(caller_, *message_, response.get());
  if (!status.ok()) return status;
  return ToBytes(*response);
}

void RpcReactor::Answer(absl::StatusOr<grpc::ByteBuffer> response) {
  span_->Set(semconv::kRpcSystemName, "grpc");
  span_->Set(semconv::kRpcMethod, PathOfMethod(*method_->descriptor).substr(1));
  span_->Set(semconv::kRpcResponseStatusCode, absl::StatusCodeToString(response.status().code()));
  span_->Set(semconv::kUserId, subject_);
  span_->SetStatus(response.status());
  Tell(response.status());
  // Before the answer leaves.
  span_.reset();
  if (!response.ok()) return Finish(ToGrpc(response.status()));
  response_ = *std::move(response);
  // The call may be over, and this object gone, as soon as it is said.
  StartWriteAndFinish(&response_, grpc::WriteOptions(), grpc::Status::OK);
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
                  {semconv::kRpcResponseStatusCode, code},
                  {semconv::kLane, method_ == nullptr ? "" : OwnLane().name}});
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
