#include "gateway/src/transcode/preconditions.h"

#include <absl/strings/ascii.h>

#include <algorithm>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/resource/field_rules.h"
#include "common/resource/text_format.h"

namespace concordat::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// What a header may put into a text field.
bool IsPrintable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::string_view Trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// What stands between double quotes; empty when nothing does.
std::string_view Unquoted(std::string_view text) {
  text = Trimmed(text);
  if (text.size() < 2 || !text.starts_with('"') || !text.ends_with('"')) return {};
  return text.substr(1, text.size() - 2);
}

// Of one entity tag of a list that is compared weakly.
std::string_view OpaqueTag(std::string_view tag) {
  tag = Trimmed(tag);
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return Unquoted(tag);
}

absl::Status NotHonoured(std::string_view header, std::string_view why = "this method has none") {
  return InvalidField(header, Concat("cannot be honoured: ", why));
}

}  // namespace

EtagPlace::EtagPlace(const google::protobuf::Descriptor& request)
    : own_(request.FindFieldByName("etag") != nullptr) {
  // What is only made has none yet.
  if (request.FindFieldByName("update_mask") == nullptr) return;
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

absl::Status CheckHonoured(const HttpRequest& http, bool changes) {
  // Another method, or a part of something, would be meant.
  for (const char* header : {"x-http-method-override", "x-http-method", "x-method-override"}) {
    if (http.headers.contains(header))
      return NotHonoured(header, "the request line says the method");
  }
  if (http.headers.contains("content-range")) {
    return NotHonoured("Content-Range", "a body is the whole of it");
  }
  if (!changes) return absl::OkStatus();
  for (const char* header : {"If-None-Match", "If-Unmodified-Since"}) {
    if (http.headers.contains(absl::AsciiStrToLower(header))) {
      return NotHonoured(header, "a change is conditional by If-Match alone");
    }
  }
  return absl::OkStatus();
}

absl::Status ApplyIdempotencyKey(const HttpRequest& http, bool changes, Message* request) {
  if (!http.headers.contains("idempotency-key")) return absl::OkStatus();
  const FieldDescriptor* field = request->GetDescriptor()->FindFieldByName("request_id");
  if (field == nullptr) {
    // A read has one effect as it is.
    return changes ? NotHonoured("Idempotency-Key") : absl::OkStatus();
  }
  const std::string_view key = http.Header("idempotency-key");
  const std::string_view unquoted = Unquoted(key);
  const std::string id(unquoted.empty() ? key : unquoted);
  if (id.empty() || id == "\"\"") return InvalidField("Idempotency-Key", "is empty");
  // As over gRPC, and told by the name that the caller gave.
  const std::string wrong = TextFormatOf(RulesOf(*field).format).what_is_wrong(id);
  if (!wrong.empty()) return InvalidField("Idempotency-Key", wrong);
  const int most = RulesOf(*field).max_length;
  if (id.size() > static_cast<size_t>(most)) {
    return InvalidField("Idempotency-Key", Concat("is longer than ", most, " characters"));
  }
  const std::string told = TextField(*request, "request_id");
  if (!told.empty() && told != id) {
    return InvalidField("Idempotency-Key", "is not the request_id of the body or query");
  }
  SetTextField(request, "request_id", id);
  return absl::OkStatus();
}

absl::Status ApplyIfMatch(const HttpRequest& http, Message* request) {
  if (!http.headers.contains("if-match")) return absl::OkStatus();
  Message* const holder = EtagPlace(*request->GetDescriptor()).Within(request);
  if (holder == nullptr) return NotHonoured("If-Match");
  const std::string_view header = Trimmed(http.Header("if-match"));
  const bool weak = header.starts_with("W/");
  std::string_view tag = kAnyEtag;
  if (header != kAnyEtag) {
    tag = weak ? OpaqueTag(header) : Unquoted(header);
    if (tag.empty() || tag == kAnyEtag || tag.find('"') != std::string_view::npos ||
        !IsPrintable(tag)) {
      return InvalidField("If-Match", "is not one entity tag in double quotes");
    }
  }
  const std::string told = TextField(*holder, "etag");
  if (!told.empty() && told != tag) {
    return InvalidField("If-Match", "is not the etag of the body or query");
  }
  if (weak) {
    // RFC 9110, section 13.1.1: the comparison is a strong one.
    return ErrorWithReason(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                           "a weak entity tag never matches in If-Match; send the tag as it was "
                           "given, without W/");
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
    if (OpaqueTag(held.substr(begin, end - begin)) == OpaqueTag(etag->second)) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace concordat::gateway
