// One native gRPC call under way through the gateway. gRPC ends its life.
#ifndef CONCORDAT_GATEWAY_FRONT_GRPC_EXCHANGE_H_
#define CONCORDAT_GATEWAY_FRONT_GRPC_EXCHANGE_H_

#include <grpcpp/generic/async_generic_service.h>

#include <string>

#include "common/telemetry/telemetry.h"
#include "gateway/src/front/grpc_front.h"

namespace concordat::gateway {

class GrpcExchange : public grpc::ServerGenericBidiReactor {
 public:
  GrpcExchange(const GrpcFrontParts& parts, grpc::GenericCallbackServerContext* context);

  void OnReadDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  absl::Status Admit();
  void Forward(PeerChannel* backend);
  // The work of a method of the gateway's own, on a worker.
  void Local();
  absl::StatusOr<grpc::ByteBuffer> RunLocal();
  void End(const absl::Status& status, const grpc::ByteBuffer& response);
  void Tell(const absl::Status& status);

  const GrpcFrontParts& parts_;
  grpc::GenericCallbackServerContext& context_;
  const absl::Time begin_;
  const std::string name_;
  Span span_;
  Caller caller_;
  const google::protobuf::MethodDescriptor* method_ = nullptr;
  grpc::ByteBuffer request_, response_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_FRONT_GRPC_EXCHANGE_H_
