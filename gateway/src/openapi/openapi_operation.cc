#include "gateway/src/openapi/openapi_operation.h"

#include <algorithm>
#include <utility>

#include "common/base/text.h"
#include "common/resource/field_rules.h"
#include "common/resource/text_format.h"
#include "concordat/gateway/v1/import.pb.h"
#include "gateway/src/transcode/preconditions.h"

namespace concordat::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using nlohmann::ordered_json;

ordered_json RefTo(const std::string& part, const std::string& name) {
  return {{"$ref", Concat("#/components/", part, "/", name)}};
}

// True when the message, or a resource that it carries, has the field.
bool Carries(const Descriptor& message, const char* name) {
  if (message.FindFieldByName(name) != nullptr) return true;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field.is_repeated() &&
        field.message_type()->FindFieldByName(name) != nullptr) {
      return true;
    }
  }
  return false;
}

// What the path and the body leave of the request are parameters of the query.
ordered_json Parameters(const Route& route, const OpenApiPath& path, OpenApiSchemas* schemas) {
  ordered_json parameters = ordered_json::array();
  for (const std::string& name : path.parameters) {
    parameters.push_back({{"name", name},
                          {"in", "path"},
                          {"required", true},
                          {"schema", {{"type", "string"}, {"pattern", "^[a-zA-Z0-9-]{1,63}$"}}}});
  }
  const Descriptor& request = *route.method->input_type();
  for (int i = 0; i < request.field_count() && route.body != "*"; ++i) {
    const FieldDescriptor& field = *request.field(i);
    if (field.name() == route.body || std::ranges::count(path.fields, field.name()) > 0) continue;
    // Headers stand for these.
    if (field.name() == "request_id" || field.name() == "etag") continue;
    ordered_json schema = schemas->OfField(field);
    ordered_json parameter = {{"name", field.json_name()}, {"in", "query"}};
    if (schema.contains("description")) {
      parameter["description"] = schema["description"];
      schema.erase("description");
    }
    if (RulesOf(field).required) parameter["required"] = true;
    parameter["schema"] = std::move(schema);
    parameters.push_back(std::move(parameter));
  }
  const bool changes = route.http_method == "PATCH" || route.http_method == "DELETE";
  if (EtagPlace(request).exists()) {
    parameters.push_back(RefTo("parameters", changes ? "IfMatch" : "IfMatchOptional"));
  }
  if (request.FindFieldByName("request_id") != nullptr) {
    parameters.push_back(RefTo("parameters", "IdempotencyKey"));
  }
  if (route.http_method == "GET" && Carries(*route.method->output_type(), "etag")) {
    parameters.push_back(RefTo("parameters", "IfNoneMatch"));
  }
  return parameters;
}

ordered_json Body(const Route& route, OpenApiSchemas* schemas) {
  const Descriptor* message = route.method->input_type();
  if (route.body != "*") message = message->FindFieldByName(route.body)->message_type();
  if (message->full_name() == "google.api.HttpBody") {
    const ordered_json text = {{"schema", {{"type", "string"}}}};
    return {{"required", true}, {"content", {{"text/csv", text}}}};
  }
  ordered_json schema =
      route.http_method == "PATCH" ? schemas->RefToPatch(*message) : schemas->RefTo(*message);
  return {{"required", route.body != "*"},
          {"content", {{"application/json", {{"schema", std::move(schema)}}}}}};
}

ordered_json Success(const Route& route, OpenApiSchemas* schemas) {
  const Descriptor* message = route.method->output_type();
  if (!route.response_body.empty()) {
    message = message->FindFieldByName(route.response_body)->message_type();
  }
  ordered_json success = {{"description", "Done."}};
  if (message->FindFieldByName("etag") != nullptr) {
    success["headers"]["ETag"] = RefTo("headers", "ETag");
  }
  if (message->full_name() == "google.api.HttpBody") {
    success["content"]["*/*"]["schema"] = {{"type", "string"}};
  } else {
    success["content"]["application/json"]["schema"] = schemas->RefTo(*message);
  }
  return success;
}

// As the field that it stands for.
ordered_json RequestId() {
  const FieldRules& rules =
      RulesOf(*v1::ImportResourcesRequest::descriptor()->FindFieldByName("request_id"));
  return {{"type", "string"},
          {"pattern", TextFormatOf(rules.format).schema_pattern},
          {"maxLength", rules.max_length}};
}

ordered_json HeaderParameter(const char* name, bool required, const char* description,
                             ordered_json schema = {{"type", "string"}, {"maxLength", 200}}) {
  return {{"name", name},
          {"in", "header"},
          {"required", required},
          {"description", description},
          {"schema", std::move(schema)}};
}

// `Councils` of `concordat.programme.v1.Councils`.
std::string Tag(const Route& route) { return route.method->service()->name(); }

}  // namespace

ordered_json MakeOperation(const Route& route, const OpenApiPath& path, const std::string& id,
                           const ProtoComments& comments, OpenApiSchemas* schemas) {
  const std::string text = comments.Of(*route.method);
  ordered_json operation = {{"operationId", id}, {"tags", {Tag(route)}}};
  operation["summary"] = text.substr(0, text.find('.'));
  operation["description"] = text;
  ordered_json parameters = Parameters(route, path, schemas);
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (!route.body.empty()) operation["requestBody"] = Body(route, schemas);
  if (route.rules.open) operation["security"] = ordered_json::array();
  ordered_json& responses = operation["responses"];
  responses["200"] = Success(route, schemas);
  if (route.http_method == "GET" && Carries(*route.method->output_type(), "etag")) {
    responses["304"] = {{"description", "What the client holds is current."}};
  }
  responses["4XX"] = RefTo("responses", "ClientError");
  responses["5XX"] = RefTo("responses", "ServerError");
  return operation;
}

ordered_json SharedComponents() {
  ordered_json components;
  components["parameters"]["IfMatch"] = HeaderParameter(
      "If-Match", true,
      "ETag that was read, as it was given; `*` for whatever is held. Without it 428; when the "
      "resource has changed since, or for a weak tag, 412.");
  components["parameters"]["IfMatchOptional"] =
      HeaderParameter("If-Match", false, "ETag that was read; 412 when it has changed since.");
  components["parameters"]["IfNoneMatch"] =
      HeaderParameter("If-None-Match", false, "ETag that is held already; 304 when it is current.");
  components["parameters"]["IdempotencyKey"] = HeaderParameter(
      "Idempotency-Key", false,
      "Makes a repeated request safe: the first answer is given again for at least 24 hours; 422 "
      "when the content is another.",
      RequestId());
  components["headers"]["ETag"] = {{"description", "Revision to send back on a change."},
                                   {"schema", {{"type", "string"}}}};
  const ordered_json problem = {
      {"application/problem+json", {{"schema", RefTo("schemas", "Problem")}}}};
  components["responses"]["ClientError"] = {
      {"description", "The request cannot be done as it is; the problem says why."},
      {"content", problem}};
  components["responses"]["ServerError"] = {
      {"description", "Something is wrong or away on this side; try again later."},
      {"content", problem}};
  components["securitySchemes"]["bearer"] = {
      {"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}};
  return components;
}

ordered_json ProblemSchema() {
  const ordered_json text = {{"type", "string"}};
  ordered_json schema = {{"type", "object"}, {"description", "An error (RFC 9457)."}};
  schema["required"] = {"type", "title", "status"};
  for (const char* name : {"type", "title", "detail", "instance", "code", "reason", "traceId"}) {
    schema["properties"][name] = text;
  }
  schema["properties"]["status"] = {{"type", "integer"}};
  schema["properties"]["errors"] = {
      {"type", "array"},
      {"items", {{"type", "object"}, {"properties", {{"field", text}, {"description", text}}}}}};
  return schema;
}

}  // namespace concordat::gateway
