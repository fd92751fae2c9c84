#include "gateway/src/backends/dispatched_call.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <utility>

#include "common/base/contain.h"
#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "common/rpc/request_check.h"
#include "gateway/src/backends/etags.h"
#include "gateway/src/backends/operation_backends.h"

namespace concordat::gateway {
namespace {

constexpr int kMaxAttempts = 3;

// How long a retry waits for a replica to be there: in a rollout the last one that is known
// may go a moment before the next is found.
constexpr absl::Duration kPatience = absl::Milliseconds(500);

}  // namespace

DispatchedCall::DispatchedCall(const DispatchParts& parts, RetryBudget& retries,
                               const google::protobuf::MethodDescriptor& method, Payload request,
                               Caller caller, const RequestRecord& record, DispatchDone done)
    : parts_(parts),
      retries_(retries),
      method_(method),
      rules_(RulesOf(method)),
      request_(std::move(request)),
      caller_(std::move(caller)),
      record_(record),
      done_(std::move(done)) {
  caller_.deadline = std::min(caller_.deadline, record_.begin() + rules_.deadline);
  caller_.trace_id = record_.trace_id();
  caller_.response_headers = &answer_.headers;
}

DispatchedCall::~DispatchedCall() { End(absl::InternalError("the call was dropped")); }

void DispatchedCall::Run() {
  absl::Status status = Contained([this] {
    absl::Status checked = Check();
    return checked.ok() ? Begin() : checked;
  });
  if (!status.ok()) End(std::move(status));
}

absl::Status DispatchedCall::Check() {
  if (request_.ByteSize() > rules_.max_message) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, "REQUEST_TOO_LARGE",
                           Concat("the request is larger than ", rules_.max_message, " bytes"));
  }
  absl::Status status = caller_.limits().Check(absl::Now());
  if (status.ok()) status = RequireEtag(method_, &request_);
  if (!status.ok() || rules_.open) return status;
  CallerQuota quota;
  auto slot = parts_.limits->Take(caller_.subject, rules_.heavy, &quota);
  answer_.headers["RateLimit-Policy"] = quota.policy();
  answer_.headers["RateLimit"] = quota.rest();
  if (!slot.ok()) return slot.status();
  slot_ = *std::move(slot);
  return absl::OkStatus();
}

absl::Status DispatchedCall::Begin() {
  PeerChannel* backend = parts_.backends->Of(*method_.file());
  if (backend == nullptr) backend = KeeperOfOperation(*parts_.backends, method_, &request_);
  if (backend != nullptr) {
    Forward(backend, 1);
    return absl::OkStatus();
  }
  const bool taken = parts_.workers->Submit([self = shared_from_this()] {
    self->End(Contained([&self] { return self->RunLocally(); }));
  });
  if (taken) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kUnavailable, "TOO_BUSY", "too many requests wait");
}

absl::Status DispatchedCall::RunLocally() {
  const auto* const served = parts_.local->Find(method_.full_name());
  if (served == nullptr) return absl::UnimplementedError("this method is not served");
  absl::Status status = caller_.limits().Check(absl::Now());
  if (!status.ok()) return status;
  auto request = request_.Read(method_.input_type());
  if (!request.ok()) return request.status();
  status = CheckRequest(rules_.access, **request);
  if (!status.ok()) return status;
  const ActiveSpan active(record_.span());
  MessagePtr response = NewMessage(method_.output_type());
  status = served->handler(caller_, **request, response.get());
  if (status.ok()) answer_.response = Payload(std::move(response));
  return status;
}

void DispatchedCall::Forward(PeerChannel* backend, int attempt) {
  CallOptions options;
  options.assertion = caller_.assertion;
  options.traceparent = record_.span().traceparent();
  options.deadline = caller_.deadline;
  options.cancelled = caller_.cancelled;
  backend->CallAsync(options, method_.full_name(), request_.Bytes(),
                     [self = shared_from_this(), backend, attempt](const absl::Status& status,
                                                                   const grpc::ByteBuffer& bytes) {
                       if (absl::IsUnavailable(status) && self->MayRetry(attempt)) {
                         return self->TryAgain(backend, attempt + 1, status);
                       }
                       if (status.ok()) {
                         self->retries_.Refill();
                         self->answer_.response = Payload(bytes);
                       }
                       self->End(status);
                     });
}

bool DispatchedCall::Comes(PeerChannel& backend) const {
  const WorkerPool::Waiting waiting;
  return backend.Reachable(std::min(kPatience, caller_.deadline - absl::Now()));
}

void DispatchedCall::TryAgain(PeerChannel* backend, int attempt, const absl::Status& status) {
  const bool taken = parts_.workers->Submit([self = shared_from_this(), backend, attempt, status] {
    if (!self->Comes(*backend)) return self->End(status);
    self->Forward(backend, attempt);
  });
  if (!taken) Forward(backend, attempt);
}

bool DispatchedCall::MayRetry(int attempt) {
  if (attempt >= kMaxAttempts || !caller_.limits().Check(absl::Now()).ok()) return false;
  if (Changes(rules_.access)) {
    const auto request = request_.Read(method_.input_type());
    if (!request.ok() || TextField(**request, "request_id").empty()) return false;
  }
  return retries_.Take();
}

void DispatchedCall::End(absl::Status status) {
  if (done_ == nullptr) return;
  const DispatchDone done = std::exchange(done_, nullptr);
  slot_.reset();
  answer_.status = std::move(status);
  RunContained("answer", [&] { done(std::move(answer_)); });
}

}  // namespace concordat::gateway
