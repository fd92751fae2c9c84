#include "gateway/src/front/grpc_exchange.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

#include "common/base/errors.h"
#include "common/base/log.h"
#include "common/base/text.h"
#include "common/identity/method_rules.h"
#include "common/rpc/wire.h"
#include "common/telemetry/semconv.h"

namespace concordat::gateway {
namespace {

using google::protobuf::MethodDescriptor;

// Of what a client sends, only this is read; pins and identities go no further.
std::string MetadataOf(const grpc::GenericCallbackServerContext& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end()) return "";
  return std::string(found->second.data(), found->second.size());
}

// nullptr for what is not ours to serve.
const MethodDescriptor* FindPublic(const std::string& name) {
  const MethodDescriptor* method =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
  return method != nullptr && RulesOf(*method).is_public() ? method : nullptr;
}

std::unique_ptr<google::protobuf::Message> New(const google::protobuf::Descriptor* type) {
  return std::unique_ptr<google::protobuf::Message>(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
}

}  // namespace

GrpcExchange::GrpcExchange(const GrpcFrontParts& parts, grpc::GenericCallbackServerContext* context)
    : parts_(parts),
      context_(*context),
      begin_(absl::Now()),
      name_(MethodNameOfPath(context->method())),
      span_(std::string_view(context->method()).substr(1), SpanKind::kServer,
            MetadataOf(*context, "traceparent")),
      method_(FindPublic(name_)) {
  StartRead(&request_);
}

void GrpcExchange::OnReadDone(bool ok) {
  const absl::Status status =
      ok ? Admit() : absl::InvalidArgumentError("the request did not arrive");
  if (!status.ok()) return End(status, {});
  PeerChannel* backend = parts_.backends->Of(*method_->file());
  if (backend != nullptr) return Forward(backend);
  if (!parts_.workers->Submit([this] { Local(); })) {
    End(ErrorWithReason(absl::StatusCode::kUnavailable, "TOO_BUSY", "too many requests wait"), {});
  }
}

absl::Status GrpcExchange::Admit() {
  if (method_ == nullptr) return absl::UnimplementedError("there is no such method");
  const MethodRules rules = RulesOf(*method_);
  if (request_.Length() > rules.max_message) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, "REQUEST_TOO_LARGE",
                           Concat("the request is larger than ", rules.max_message, " bytes"));
  }
  if (!rules.open) {
    auto caller = parts_.identity->Identify(MetadataOf(context_, "authorization"), begin_);
    if (!caller.ok()) return caller.status();
    caller_ = *std::move(caller);
  }
  // A client that names no deadline asks for one in the far future.
  caller_.deadline = std::min(absl::FromChrono(context_.deadline()), begin_ + rules.deadline);
  caller_.trace_id = span_.trace_id();
  return absl::OkStatus();
}

void GrpcExchange::Forward(PeerChannel* backend) {
  CallOptions options;
  options.assertion = caller_.assertion;
  options.traceparent = span_.traceparent();
  options.deadline = caller_.deadline;
  backend->CallAsync(
      options, name_, request_,
      [this](const absl::Status& status, const grpc::ByteBuffer& bytes) { End(status, bytes); });
}

void GrpcExchange::Local() {
  absl::StatusOr<grpc::ByteBuffer> response = absl::UnknownError("not handled");
  // Ours throw nothing; the standard library and those we use may.
  try {
    const ActiveSpan active(span_);
    response = RunLocal();
  } catch (const std::exception& exception) {
    response = absl::InternalError(Concat("exception: ", std::string_view(exception.what())));
  }
  if (!response.ok()) return End(response.status(), {});
  End(absl::OkStatus(), *response);
}

absl::StatusOr<grpc::ByteBuffer> GrpcExchange::RunLocal() {
  const auto* method = parts_.local->Find(name_);
  if (method == nullptr) return absl::UnimplementedError("this method is not served");
  const auto request = New(method_->input_type());
  const auto response = New(method_->output_type());
  absl::Status status = ParseBytes(request_, request.get());
  if (status.ok()) status = method->handler(caller_, *request, response.get());
  if (!status.ok()) return status;
  return ToBytes(*response);
}

void GrpcExchange::End(const absl::Status& status, const grpc::ByteBuffer& response) {
  Tell(status);
  if (!status.ok()) return Finish(ToGrpc(status));
  response_ = response;
  // The call may be over, and this object gone, as soon as it is said.
  StartWriteAndFinish(&response_, grpc::WriteOptions(), grpc::Status::OK);
}

void GrpcExchange::Tell(const absl::Status& status) {
  const absl::Duration took = absl::Now() - begin_;
  const std::string code = absl::StatusCodeToString(status.code());
  const std::string method =
      method_ == nullptr ? semconv::kOtherMethod : PathOfMethod(*method_).substr(1);
  span_.Set(semconv::kRpcSystemName, "grpc");
  span_.Set(semconv::kRpcMethod, method);
  span_.Set(semconv::kRpcResponseStatusCode, code);
  span_.SetStatus(status);
  RecordDuration(semconv::kRpcServerCallDuration, took,
                 {{semconv::kRpcSystemName, "grpc"},
                  {semconv::kRpcMethod, method},
                  {semconv::kRpcResponseStatusCode, code}});
  Log(absl::IsInternal(status) ? LogLevel::kError : LogLevel::kInfo, "rpc",
      {{"method", name_.substr(0, 200)},
       {"code", code},
       {"duration_ms", absl::ToDoubleMilliseconds(took)},
       {"subject", caller_.subject},
       {"trace_id", span_.trace_id()},
       {"error", std::string(ToStd(status.message()))}});
}

}  // namespace concordat::gateway
