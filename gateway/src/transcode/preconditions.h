// The headers that stand for fields of a request: ETags and idempotency keys.
#ifndef CONCORDAT_GATEWAY_TRANSCODE_PRECONDITIONS_H_
#define CONCORDAT_GATEWAY_TRANSCODE_PRECONDITIONS_H_

#include <absl/status/status.h>
#include <google/protobuf/message.h>

#include "gateway/src/http/http_message.h"

namespace concordat::gateway {

// Where requests of a type have an etag: of their own, or in the resource they change.
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

// INVALID_ARGUMENT names a header that would make the request mean something else and
// is honoured nowhere, or not by what changes something.
absl::Status CheckHonoured(const HttpRequest& http, bool changes);

// Puts Idempotency-Key into `request_id`, where the method has one.
absl::Status ApplyIdempotencyKey(const HttpRequest& http, bool changes,
                                 google::protobuf::Message* request);

// Puts If-Match, one entity tag or `*`, into the request's etag; it may only repeat
// the one of body or query. A weak tag is ABORTED, as one that does not match.
absl::Status ApplyIfMatch(const HttpRequest& http, google::protobuf::Message* request);

// True when a read's answer is what the client holds already.
bool IsNotModified(const HttpRequest& http, const HttpResponse& response);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_TRANSCODE_PRECONDITIONS_H_
