#include "gateway/src/transcode/transcoder.h"

#include <absl/strings/str_split.h>
#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/base/utf8.h"
#include "common/ledger/meant.h"
#include "common/resource/field_rules.h"
#include "gateway/src/http/media_type.h"
#include "gateway/src/transcode/field_setter.h"
#include "gateway/src/transcode/percent.h"
#include "gateway/src/transcode/strict_json.h"
#include "google/api/httpbody.pb.h"

namespace concordat::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;

constexpr char kUpdateMask[] = "update_mask";

bool IsPatchOf(const Route& route, const Descriptor& request) {
  const FieldDescriptor* mask = request.FindFieldByName(kUpdateMask);
  return route.http_method == "PATCH" && mask != nullptr &&
         mask->message_type() == FieldMask::descriptor();
}

// True for what only the service sets, and all that is within it.
bool IsOutputOnly(const Descriptor& message, const std::string& path) {
  const Descriptor* holder = &message;
  for (const auto step : absl::StrSplit(path, '.')) {
    const FieldDescriptor* field = holder->FindFieldByName(std::string(step));
    if (RulesOf(*field).output_only) return true;
    holder = field->message_type();
  }
  return false;
}

// Fills one request from what its path, query and body give.
class RequestReader {
 public:
  RequestReader(const Route& route, const HttpRequest& http, Message* request)
      : route_(route), http_(http), request_(*request), type_(*request->GetDescriptor()) {}

  absl::Status Read(const PathBindings& bindings) {
    absl::Status status = TakeBody();
    for (auto binding = bindings.begin(); status.ok() && binding != bindings.end(); ++binding) {
      status = TakeBinding(binding->first, binding->second);
    }
    if (status.ok()) status = TakeQuery(http_.Query());
    if (status.ok() && IsPatchOf(route_, type_)) ImplyMask();
    return status;
  }

 private:
  absl::Status TakeBody() {
    if (route_.body.empty()) {
      return http_.body.empty() ? absl::OkStatus() : InvalidField("body", "this method takes none");
    }
    absl::Status status = CheckNotEncoded(http_);
    if (!status.ok()) return status;
    Message* target = &request_;
    if (route_.body != "*") {
      const FieldDescriptor* field = type_.FindFieldByName(route_.body);
      target = request_.GetReflection()->MutableMessage(&request_, field);
    }
    if (auto* raw = dynamic_cast<google::api::HttpBody*>(target)) {
      raw->set_content_type(std::string(http_.Header("content-type")));
      raw->set_data(http_.body);
      return absl::OkStatus();
    }
    // A verb without arguments needs no body.
    if (http_.body.empty() && route_.body == "*") return absl::OkStatus();
    if (!http_.body.empty()) {
      status = CheckMediaType(http_.Header("content-type"), "application/json");
    }
    return status.ok() ? TakeJson(target) : status;
  }

  absl::Status TakeJson(Message* target) {
    CheckedJson checked;
    absl::Status status = CheckJson(http_.body, *target->GetDescriptor(), &checked);
    if (!status.ok()) return status;
    in_body_ = std::move(checked.given);
    status = CheckSetByCaller(*target->GetDescriptor());
    if (!status.ok()) return status;
    const auto parsed = google::protobuf::util::JsonStringToMessage(checked.in_full, target);
    if (parsed.ok()) return absl::OkStatus();
    return InvalidField("body", std::string(parsed.message()));
  }

  // What only the service sets stands in no new record, also where its value is the one
  // that the service could not tell from none. A change may repeat it.
  absl::Status CheckSetByCaller(const Descriptor& body) const {
    std::vector<std::string> wrong;
    for (const std::string& path : in_body_) {
      if (IsPatchOf(route_, type_) || !IsOutputOnly(body, path)) continue;
      wrong.push_back(route_.body == "*" ? path : Concat(route_.body, ".", path));
    }
    return wrong.empty() ? absl::OkStatus() : SetByService(wrong);
  }

  // The path says what the resource is; what stands in the body may only repeat it.
  absl::Status TakeBinding(const std::string& path, const std::string& value) {
    Message* holder = &request_;
    std::string field = path;
    const size_t point = path.find('.');
    if (point != std::string::npos) {
      const FieldDescriptor* outer = type_.FindFieldByName(path.substr(0, point));
      holder = request_.GetReflection()->MutableMessage(&request_, outer);
      field = path.substr(point + 1);
    }
    const bool told = std::ranges::any_of(in_body_, [&](const std::string& given) {
      return path == (route_.body == "*" ? given : Concat(route_.body, ".", given));
    });
    if (told && TextField(*holder, field) != value) {
      return InvalidField(path, "is not what the path says");
    }
    SetTextField(holder, field, value);
    given_.insert(path);
    return absl::OkStatus();
  }

  absl::Status TakeQuery(std::string_view query) {
    while (!query.empty()) {
      const size_t end = std::min(query.find('&'), query.size());
      const std::string_view pair = query.substr(0, end);
      query.remove_prefix(std::min(end + 1, query.size()));
      if (pair.empty()) continue;
      const size_t equals = std::min(pair.find('='), pair.size());
      const auto name = PercentDecode(pair.substr(0, equals), true);
      const auto value = PercentDecode(pair.substr(std::min(equals + 1, pair.size())), true);
      if (!name || !value || !IsUtf8(*name) || !IsUtf8(*value)) {
        return InvalidField("query", "is not percent-encoded UTF-8");
      }
      if (name->empty()) return InvalidField("query", "has a parameter without a name");
      absl::Status status = TakeParameter(*name, *value);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status TakeParameter(const std::string& name, const std::string& value) {
    const std::string first = name.substr(0, name.find('.'));
    const FieldDescriptor* field = type_.FindFieldByCamelcaseName(first);
    if (field == nullptr) field = type_.FindFieldByName(first);
    if (field != nullptr && given_in_path(field->name())) {
      return InvalidField(name, "is said by the path");
    }
    if (field != nullptr && (route_.body == "*" || route_.body == field->name())) {
      return InvalidField(name, "belongs in the body");
    }
    return SetField(&request_, name, value, &given_);
  }

  // Without a mask what is meant is what was given, also where its value is the one
  // that it would have unsaid. Name and etag say of what, and are not changed.
  void ImplyMask() {
    auto* mask = static_cast<FieldMask*>(
        request_.GetReflection()->MutableMessage(&request_, type_.FindFieldByName(kUpdateMask)));
    if (!mask->paths().empty()) return;
    for (const std::string& path : in_body_) {
      if (path != "name" && path != "etag") mask->add_paths(path);
    }
  }

  bool given_in_path(const std::string& field) const {
    const std::vector<std::string> bound = route_.path.fields();
    return std::ranges::count(bound, field) > 0;
  }

  const Route& route_;
  const HttpRequest& http_;
  Message& request_;
  const Descriptor& type_;
  // Paths of fields: in the body's message, and of the request by path and query.
  std::vector<std::string> in_body_;
  std::set<std::string> given_;
};

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
  absl::Status status = RequestReader(route, http, request.get()).Read(bindings);
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
