// JSON Schemas (2020-12, as OpenAPI 3.1 takes them) of protobuf messages in
// their JSON form, with the bounds that the protos state.
#ifndef CONCORDAT_GATEWAY_OPENAPI_OPENAPI_SCHEMAS_H_
#define CONCORDAT_GATEWAY_OPENAPI_OPENAPI_SCHEMAS_H_

#include <google/protobuf/descriptor.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "gateway/src/openapi/proto_comments.h"

namespace concordat::gateway {

// Gathers the schemas that a document needs, each once.
class OpenApiSchemas {
 public:
  // The requests that are taken: bounds hold for what they hold, and are told of that
  // alone. What only answers hold is as long as it is.
  OpenApiSchemas(const ProtoComments& comments,
                 const std::vector<const google::protobuf::Descriptor*>& requests);

  // A reference to the schema of a message or enum, which is made at first use.
  nlohmann::ordered_json RefTo(const google::protobuf::Descriptor& message);
  // The same for the body of a PATCH, which may leave out whatever it does not change.
  nlohmann::ordered_json RefToPatch(const google::protobuf::Descriptor& message);
  // The schema of one field, with its description and bounds.
  nlohmann::ordered_json OfField(const google::protobuf::FieldDescriptor& field);

  // All that were asked for, by their names: `components.schemas`.
  const nlohmann::ordered_json& all() const { return schemas_; }

 private:
  void AddWritten(const google::protobuf::Descriptor& message);
  // True where what a client gives is held against the field's bounds.
  bool IsBounded(const google::protobuf::FieldDescriptor& field) const;
  nlohmann::ordered_json RefTo(const google::protobuf::EnumDescriptor& values);
  nlohmann::ordered_json OfElement(const google::protobuf::FieldDescriptor& field);
  nlohmann::ordered_json OfObject(const google::protobuf::Descriptor& message);
  nlohmann::ordered_json OfPatch(const google::protobuf::Descriptor& message);

  const ProtoComments& comments_;
  // The messages that requests are made of.
  std::set<const google::protobuf::Descriptor*> written_;
  nlohmann::ordered_json schemas_ = nlohmann::ordered_json::object();
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_OPENAPI_OPENAPI_SCHEMAS_H_
