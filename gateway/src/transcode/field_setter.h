// Sets fields of a message from text, as path and query hold them.
#ifndef CONCORDAT_GATEWAY_TRANSCODE_FIELD_SETTER_H_
#define CONCORDAT_GATEWAY_TRANSCODE_FIELD_SETTER_H_

#include <absl/status/status.h>
#include <google/protobuf/message.h>

#include <set>
#include <string>
#include <string_view>

namespace concordat::gateway {

// Sets the field at a path (`project.name`, `asAt` or `as_at`); a repeated field
// takes one more element each time, another is refused when `given` has it, and is
// added to it. INVALID_ARGUMENT names the path.
absl::Status SetField(google::protobuf::Message* message, std::string_view path,
                      const std::string& text, std::set<std::string>* given);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_TRANSCODE_FIELD_SETTER_H_
