#include "gateway/src/transcode/preconditions.h"

#include <algorithm>

#include "common/base/errors.h"
#include "common/base/message_fields.h"

namespace concordat::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// What a header may put into a text field.
bool IsPrintable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

// The value of one entity tag, strong or weak; empty when it is none.
std::string_view Unquoted(std::string_view tag) {
  while (tag.starts_with(' ') || tag.starts_with('\t')) tag.remove_prefix(1);
  while (tag.ends_with(' ')) tag.remove_suffix(1);
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  if (tag.size() < 2 || !tag.starts_with('"') || !tag.ends_with('"')) return {};
  return tag.substr(1, tag.size() - 2);
}

}  // namespace

EtagPlace::EtagPlace(const google::protobuf::Descriptor& request)
    : own_(request.FindFieldByName("etag") != nullptr) {
  for (int i = 0; !exists() && i < request.field_count(); ++i) {
    const FieldDescriptor* field = request.field(i);
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated() &&
        field->message_type()->FindFieldByName("etag") != nullptr) {
      resource_ = field;
    }
  }
}

Message* EtagPlace::Within(Message* request) const {
  if (own_) return request;
  const auto* reflection = request->GetReflection();
  if (resource_ == nullptr || !reflection->HasField(*request, resource_)) return nullptr;
  return reflection->MutableMessage(request, resource_);
}

absl::Status ApplyIdempotencyKey(const HttpRequest& http, Message* request) {
  const std::string_view key = http.Header("idempotency-key");
  if (key.empty() || request->GetDescriptor()->FindFieldByName("request_id") == nullptr) {
    return absl::OkStatus();
  }
  const std::string_view unquoted = Unquoted(key);
  const std::string id(unquoted.empty() ? key : unquoted);
  if (id.size() > 100) return InvalidField("Idempotency-Key", "is longer than 100 bytes");
  if (!IsPrintable(id)) return InvalidField("Idempotency-Key", "is not printable ASCII");
  const std::string told = TextField(*request, "request_id");
  if (!told.empty() && told != id) {
    return InvalidField("Idempotency-Key", "is not the request_id of the body or query");
  }
  SetTextField(request, "request_id", id);
  return absl::OkStatus();
}

absl::Status ApplyIfMatch(const HttpRequest& http, Message* request) {
  const std::string_view header = http.Header("if-match");
  Message* const holder = EtagPlace(*request->GetDescriptor()).Within(request);
  if (holder == nullptr || header.empty()) return absl::OkStatus();
  std::string_view tag = kAnyEtag;
  if (header != kAnyEtag) {
    tag = Unquoted(header);
    if (tag.empty() || tag == kAnyEtag || tag.find('"') != std::string_view::npos ||
        !IsPrintable(tag)) {
      return InvalidField("If-Match", "is not one entity tag in double quotes");
    }
  }
  SetTextField(holder, "etag", std::string(tag));
  return absl::OkStatus();
}

bool IsNotModified(const HttpRequest& http, const HttpResponse& response) {
  const std::string_view held = http.Header("if-none-match");
  if ((http.method != "GET" && http.method != "HEAD") || held.empty()) return false;
  const auto etag =
      std::ranges::find(response.headers, "ETag", &std::pair<std::string, std::string>::first);
  if (etag == response.headers.end()) return false;
  if (held == "*") return true;
  for (size_t begin = 0; begin < held.size();) {
    const size_t end = std::min(held.find(',', begin), held.size());
    if (Unquoted(held.substr(begin, end - begin)) == Unquoted(etag->second)) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace concordat::gateway
