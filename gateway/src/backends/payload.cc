#include "gateway/src/backends/payload.h"

#include "common/rpc/wire.h"

namespace concordat::gateway {

using google::protobuf::Message;

size_t Payload::ByteSize() const {
  if (bytes_.has_value()) return bytes_->Length();
  return message_ == nullptr ? 0 : message_->ByteSizeLong();
}

grpc::ByteBuffer Payload::Bytes() const {
  if (bytes_.has_value()) return *bytes_;
  return message_ == nullptr ? grpc::ByteBuffer() : ToBytes(*message_);
}

absl::StatusOr<const Message*> Payload::Read(const google::protobuf::Descriptor* type) {
  if (message_ == nullptr) {
    MessagePtr message = NewMessage(type);
    absl::Status status =
        bytes_.has_value() ? ParseBytes(*bytes_, message.get()) : absl::OkStatus();
    if (!status.ok()) return status;
    message_ = std::move(message);
  }
  return message_.get();
}

absl::StatusOr<Message*> Payload::Edit(const google::protobuf::Descriptor* type) {
  auto message = Read(type);
  if (!message.ok()) return message.status();
  bytes_.reset();
  return message_.get();
}

}  // namespace concordat::gateway
