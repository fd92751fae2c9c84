#include "gateway/src/transcode/transcoder.h"

#include <google/protobuf/util/json_util.h>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "gateway/src/http/media_type.h"
#include "gateway/src/transcode/field_setter.h"
#include "gateway/src/transcode/percent.h"
#include "gateway/src/transcode/strict_json.h"
#include "gateway/src/transcode/utf8.h"
#include "google/api/httpbody.pb.h"

namespace concordat::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// A parameter that the path has set already cannot be set again by the query.
// What the body holds can only be set by the body.
absl::Status ApplyQuery(std::string_view query, std::string_view body, Message* request) {
  for (size_t begin = 0; begin < query.size();) {
    const size_t end = std::min(query.find('&', begin), query.size());
    const std::string_view pair = query.substr(begin, end - begin);
    begin = end + 1;
    if (pair.empty()) continue;
    const size_t equals = std::min(pair.find('='), pair.size());
    const auto name = PercentDecode(pair.substr(0, equals), true);
    const auto value = PercentDecode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value || !IsUtf8(*name) || !IsUtf8(*value)) {
      return InvalidField("query", "is not percent-encoded UTF-8");
    }
    const std::string_view first = std::string_view(*name).substr(0, name->find('.'));
    const auto* descriptor = request->GetDescriptor();
    const FieldDescriptor* field = descriptor->FindFieldByCamelcaseName(std::string(first));
    if (!body.empty() && (first == body || (field != nullptr && field->name() == body))) {
      return InvalidField(*name, "belongs in the body");
    }
    absl::Status status = SetField(request, *name, *value);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status ApplyJson(std::string_view json, Message* target) {
  std::string in_full;
  absl::Status status = CheckJson(json, *target->GetDescriptor(), &in_full);
  if (!status.ok()) return status;
  const auto parsed = google::protobuf::util::JsonStringToMessage(in_full, target);
  if (parsed.ok()) return absl::OkStatus();
  return InvalidField("body", std::string(parsed.message()));
}

absl::Status ApplyBody(const Route& route, const HttpRequest& http, Message* request) {
  if (route.body.empty()) {
    return http.body.empty() ? absl::OkStatus() : InvalidField("body", "this method takes none");
  }
  absl::Status status = CheckNotEncoded(http);
  if (!status.ok()) return status;
  Message* target = request;
  if (route.body != "*") {
    const FieldDescriptor* field = request->GetDescriptor()->FindFieldByName(route.body);
    target = request->GetReflection()->MutableMessage(request, field);
  }
  if (auto* raw = dynamic_cast<google::api::HttpBody*>(target)) {
    raw->set_content_type(std::string(http.Header("content-type")));
    raw->set_data(http.body);
    return absl::OkStatus();
  }
  // A verb without arguments needs no body.
  if (http.body.empty() && route.body == "*") return absl::OkStatus();
  if (!http.body.empty()) status = CheckMediaType(http.Header("content-type"), "application/json");
  if (!status.ok()) return status;
  return ApplyJson(http.body, target);
}

// The list of a List answer is there even when it is empty.
void ShowEmptyList(const Message& message, std::string* json) {
  const auto* descriptor = message.GetDescriptor();
  if (!descriptor->name().starts_with("List") || descriptor->field_count() == 0) return;
  const FieldDescriptor* items = descriptor->field(0);
  if (!items->is_repeated() || message.GetReflection()->FieldSize(message, items) > 0) return;
  const bool alone = *json == "{}";
  json->insert(1, Concat("\"", items->json_name(), "\":[]", alone ? "" : ","));
}

}  // namespace

absl::StatusOr<MessagePtr> BuildRequest(const Route& route, const PathBindings& bindings,
                                        const HttpRequest& http) {
  MessagePtr request(google::protobuf::MessageFactory::generated_factory()
                         ->GetPrototype(route.method->input_type())
                         ->New());
  absl::Status status = ApplyBody(route, http, request.get());
  for (auto binding = bindings.begin(); status.ok() && binding != bindings.end(); ++binding) {
    // The path says what the resource is; a name in the body may only repeat it.
    Message* holder = request.get();
    std::string field = binding->first;
    const size_t point = field.find('.');
    if (point != std::string::npos) {
      const FieldDescriptor* outer =
          request->GetDescriptor()->FindFieldByName(field.substr(0, point));
      holder = request->GetReflection()->MutableMessage(request.get(), outer);
      field = field.substr(point + 1);
    }
    const std::string told = TextField(*holder, field);
    if (!told.empty() && told != binding->second) {
      status = InvalidField(binding->first, "is not what the path says");
    } else {
      SetTextField(holder, field, binding->second);
    }
  }
  if (status.ok()) status = ApplyQuery(http.Query(), route.body, request.get());
  if (!status.ok()) return status;
  return request;
}

absl::StatusOr<HttpResponse> BuildResponse(const Route& route, const Message& message) {
  HttpResponse response;
  if (const auto* raw = dynamic_cast<const google::api::HttpBody*>(&message)) {
    response.content_type = raw->content_type();
    response.body = raw->data();
    return response;
  }
  const Message* shown = &message;
  if (!route.response_body.empty()) {
    const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(route.response_body);
    shown = &message.GetReflection()->GetMessage(message, field);
  }
  const auto printed = google::protobuf::util::MessageToJsonString(*shown, &response.body);
  if (!printed.ok()) return absl::InternalError(std::string(printed.message()));
  ShowEmptyList(*shown, &response.body);
  response.body += '\n';
  const std::string etag = TextField(message, "etag");
  if (!etag.empty()) response.headers.emplace_back("ETag", Concat("\"", etag, "\""));
  return response;
}

}  // namespace concordat::gateway
