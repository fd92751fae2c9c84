// What the comments in the protos say: generated descriptors do not keep them,
// so they come from the descriptor set that the build makes.
#ifndef CONCORDAT_GATEWAY_OPENAPI_PROTO_COMMENTS_H_
#define CONCORDAT_GATEWAY_OPENAPI_PROTO_COMMENTS_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include <string>
#include <string_view>

namespace concordat::gateway {

class ProtoComments {
 public:
  // Takes a serialised google.protobuf.FileDescriptorSet with source information.
  explicit ProtoComments(std::string_view descriptor_set);

  // The comment before the declaration in one paragraph a line; empty when none.
  std::string Of(const google::protobuf::Descriptor& message) const;
  std::string Of(const google::protobuf::FieldDescriptor& field) const;
  std::string Of(const google::protobuf::EnumDescriptor& values) const;
  std::string Of(const google::protobuf::EnumValueDescriptor& value) const;
  std::string Of(const google::protobuf::ServiceDescriptor& service) const;
  std::string Of(const google::protobuf::MethodDescriptor& method) const;

 private:
  google::protobuf::DescriptorPool pool_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_OPENAPI_PROTO_COMMENTS_H_
