#include "gateway/src/front/grpc_exchange.h"

#include <absl/strings/ascii.h>

#include <utility>

#include "common/base/contain.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/rpc/wire.h"

namespace concordat::gateway {
namespace {

// Of what a client sends, only this is read; pins and identities go no further.
std::string MetadataOf(const grpc::GenericCallbackServerContext& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end()) return "";
  return std::string(found->second.data(), found->second.size());
}

}  // namespace

GrpcExchange::GrpcExchange(const Dispatch& dispatch, grpc::GenericCallbackServerContext* context)
    : dispatch_(dispatch),
      context_(*context),
      name_(MethodNameOfPath(context->method())),
      method_(google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name_)),
      record_(std::string_view(context->method()).substr(1), MetadataOf(*context, "traceparent")) {
  // Nothing is read of who may not call.
  auto caller = dispatch_.Admit(method_, MetadataOf(context_, "authorization"), &record_);
  if (!caller.ok()) {
    End({caller.status(), {}, {}});
    return;
  }
  caller_ = *std::move(caller);
  // A client that names no deadline asks for one in the far future.
  caller_.deadline = absl::FromChrono(context_.deadline());
  caller_.cancelled = gone_.get_token();
  StartRead(&request_);
}

void GrpcExchange::OnReadDone(bool ok) {
  if (!ok) return End({absl::InvalidArgumentError("the request did not arrive"), {}, {}});
  dispatch_.Call(*method_, Payload(request_), std::move(caller_), record_,
                 [this](DispatchAnswer answer) { End(answer); });
}

void GrpcExchange::End(const DispatchAnswer& answer) {
  const absl::Status status = Contained([&] {
    record_.TellRpc(name_, method_, answer.status);
    if (!answer.status.ok()) return answer.status;
    for (const auto& [name, value] : answer.headers) {
      context_.AddInitialMetadata(absl::AsciiStrToLower(name), value);
    }
    response_ = answer.response.Bytes();
    return absl::OkStatus();
  });
  if (!status.ok()) return Finish(ToGrpc(status));
  // The call may be over, and this object gone, as soon as it is said.
  StartWriteAndFinish(&response_, grpc::WriteOptions(), grpc::Status::OK);
}

}  // namespace concordat::gateway
