// A request or an answer on its way, as bytes or as a message: HTTP and our own
// methods have the one, gRPC and the services the other. What is there is passed
// on; the other form is made when it is asked for.
#ifndef CONCORDAT_GATEWAY_BACKENDS_PAYLOAD_H_
#define CONCORDAT_GATEWAY_BACKENDS_PAYLOAD_H_

#include <absl/status/statusor.h>
#include <grpcpp/support/byte_buffer.h>

#include <optional>
#include <utility>

#include "common/base/message_fields.h"

namespace concordat::gateway {

class Payload {
 public:
  Payload() = default;
  explicit Payload(MessagePtr message) : message_(std::move(message)) {}
  explicit Payload(grpc::ByteBuffer bytes) : bytes_(std::move(bytes)) {}

  // On the wire.
  size_t ByteSize() const;
  grpc::ByteBuffer Bytes() const;

  // As a message of its type, which lives as long as the payload; INVALID_ARGUMENT
  // for bytes that are no such message.
  absl::StatusOr<const google::protobuf::Message*> Read(const google::protobuf::Descriptor* type);
  // The same to be changed: the bytes that came are no longer what is passed on.
  absl::StatusOr<google::protobuf::Message*> Edit(const google::protobuf::Descriptor* type);

 private:
  MessagePtr message_;
  std::optional<grpc::ByteBuffer> bytes_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BACKENDS_PAYLOAD_H_
