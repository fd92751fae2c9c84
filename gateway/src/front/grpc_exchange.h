// One native gRPC call under way through the gateway. gRPC ends its life.
#ifndef CONCORDAT_GATEWAY_FRONT_GRPC_EXCHANGE_H_
#define CONCORDAT_GATEWAY_FRONT_GRPC_EXCHANGE_H_

#include <grpcpp/generic/async_generic_service.h>

#include <stop_token>
#include <string>

#include "gateway/src/backends/dispatch.h"

namespace concordat::gateway {

class GrpcExchange : public grpc::ServerGenericBidiReactor {
 public:
  GrpcExchange(const Dispatch& dispatch, grpc::GenericCallbackServerContext* context);

  void OnReadDone(bool ok) override;
  // The client went away, or its deadline passed.
  void OnCancel() override { gone_.request_stop(); }
  void OnDone() override { delete this; }

 private:
  void End(const DispatchAnswer& answer);

  const Dispatch& dispatch_;
  grpc::GenericCallbackServerContext& context_;
  const std::string name_;
  const google::protobuf::MethodDescriptor* method_ = nullptr;
  RequestRecord record_;
  std::stop_source gone_;
  Caller caller_;
  grpc::ByteBuffer request_, response_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_FRONT_GRPC_EXCHANGE_H_
