// The headers that stand for fields of a request: ETags and idempotency keys.
#ifndef CONCORDAT_GATEWAY_TRANSCODE_PRECONDITIONS_H_
#define CONCORDAT_GATEWAY_TRANSCODE_PRECONDITIONS_H_

#include <absl/status/status.h>
#include <google/protobuf/message.h>

#include "gateway/src/http/http_message.h"

namespace concordat::gateway {

// Where requests of a type have an etag: of their own, or in the resource they carry.
class EtagPlace {
 public:
  explicit EtagPlace(const google::protobuf::Descriptor& request);
  bool exists() const { return own_ || resource_ != nullptr; }
  // The message with the etag; nullptr while the request carries no resource.
  google::protobuf::Message* Within(google::protobuf::Message* request) const;

 private:
  bool own_;
  const google::protobuf::FieldDescriptor* resource_ = nullptr;
};

// In place of an etag: whatever is held.
inline constexpr char kAnyEtag[] = "*";

// Puts Idempotency-Key into `request_id`.
absl::Status ApplyIdempotencyKey(const HttpRequest& http, google::protobuf::Message* request);

// Puts If-Match, one entity tag or `*`, into the request's etag.
absl::Status ApplyIfMatch(const HttpRequest& http, google::protobuf::Message* request);

// True when a read's answer is what the client holds already.
bool IsNotModified(const HttpRequest& http, const HttpResponse& response);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_TRANSCODE_PRECONDITIONS_H_
