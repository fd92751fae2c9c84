// Checks JSON before the library's lenient parser sees it: RFC 8259 to the
// letter, bounded depth, linear time, and the form of the message it is for.
#ifndef CONCORDAT_GATEWAY_TRANSCODE_STRICT_JSON_H_
#define CONCORDAT_GATEWAY_TRANSCODE_STRICT_JSON_H_

#include <absl/status/status.h>
#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>

namespace concordat::gateway {

inline constexpr int kMaxJsonDepth = 64;

// OK when `json` is one value of the message's form. INVALID_ARGUMENT names the
// field by its path and the place by its byte. Refused are duplicate and unknown
// keys, null, numbers that the field cannot hold, and text that is not UTF-8.
// `in_full` is then the same with short names of enums written out.
absl::Status CheckJson(std::string_view json, const google::protobuf::Descriptor& message,
                       std::string* in_full = nullptr);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_TRANSCODE_STRICT_JSON_H_
