#include "gateway/src/backends/etags.h"

#include <string>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "gateway/src/transcode/preconditions.h"
#include "google/api/annotations.pb.h"

namespace concordat::gateway {
namespace {

bool ChangesWhatWasRead(const google::protobuf::MethodDescriptor& method) {
  const auto& http = method.options().GetExtension(google::api::http);
  return !http.patch().empty() || !http.delete_().empty();
}

}  // namespace

absl::Status RequireEtag(const google::protobuf::MethodDescriptor& method, Payload* request) {
  const EtagPlace place(*method.input_type());
  if (!place.exists()) return absl::OkStatus();
  auto message = request->Edit(method.input_type());
  if (!message.ok()) return message.status();
  google::protobuf::Message* const holder = place.Within(*message);
  const std::string etag = holder == nullptr ? "" : TextField(*holder, "etag");
  if (etag == kAnyEtag) SetTextField(holder, "etag", "");
  if (!etag.empty() || !ChangesWhatWasRead(method)) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "ETAG_MISSING",
                         "a change needs the etag that was read (over HTTP: If-Match)");
}

}  // namespace concordat::gateway
