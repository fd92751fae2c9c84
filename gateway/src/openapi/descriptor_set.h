// The protos with their comments, as the build finds them.
#ifndef CONCORDAT_GATEWAY_OPENAPI_DESCRIPTOR_SET_H_
#define CONCORDAT_GATEWAY_OPENAPI_DESCRIPTOR_SET_H_

#include <string_view>

namespace concordat::gateway {

// A serialised google.protobuf.FileDescriptorSet with source information.
std::string_view DescriptorSetBytes();

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_OPENAPI_DESCRIPTOR_SET_H_
