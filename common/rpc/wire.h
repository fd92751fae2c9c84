// One call on its way through the adapter, apart from how it came in: shared by
// the services' server and by the gateway's local methods.
#ifndef CONCORDAT_COMMON_RPC_WIRE_H_
#define CONCORDAT_COMMON_RPC_WIRE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <grpcpp/support/byte_buffer.h>

#include <string>
#include <string_view>

#include "common/identity/caller.h"
#include "common/rpc/method_table.h"

namespace concordat {

// Message bytes to and from gRPC's buffers. INVALID_ARGUMENT for bytes that are
// no such message, text that is not UTF-8 among them.
absl::Status ParseBytes(const grpc::ByteBuffer& bytes, google::protobuf::Message* message);
grpc::ByteBuffer ToBytes(const google::protobuf::Message& message);

// `concordat.programme.v1.Projects.GetProject` of `/concordat.programme.v1.Projects/GetProject`.
std::string MethodNameOfPath(std::string_view path);
std::string PathOfMethod(const google::protobuf::MethodDescriptor& method);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RPC_WIRE_H_
