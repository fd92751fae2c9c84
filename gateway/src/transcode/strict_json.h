// Checks JSON before the library's lenient parser sees it: RFC 8259 to the
// letter, bounded depth, linear time, and the form of the message it is for.
#ifndef CONCORDAT_GATEWAY_TRANSCODE_STRICT_JSON_H_
#define CONCORDAT_GATEWAY_TRANSCODE_STRICT_JSON_H_

#include <absl/status/status.h>
#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>
#include <vector>

namespace concordat::gateway {

inline constexpr int kMaxJsonDepth = 64;

struct CheckedJson {
  // The same with short names of enums written out.
  std::string in_full;
  // The fields that stand in it, by their paths in the message down to the leaves: a
  // list is one, of an object each field in it, and an empty object is none.
  std::vector<std::string> given;
};

// OK when `json` is one value of the message's form. INVALID_ARGUMENT names the
// field by its path and the place by its byte. Refused are duplicate and unknown
// keys, null, numbers that the field cannot hold, and text that is not UTF-8.
absl::Status CheckJson(std::string_view json, const google::protobuf::Descriptor& message,
                       CheckedJson* checked = nullptr);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_TRANSCODE_STRICT_JSON_H_
