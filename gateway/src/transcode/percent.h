// Percent-encoding (RFC 3986).
#ifndef CONCORDAT_GATEWAY_TRANSCODE_PERCENT_H_
#define CONCORDAT_GATEWAY_TRANSCODE_PERCENT_H_

#include <optional>
#include <string>
#include <string_view>

namespace concordat::gateway {

// Decodes once; nothing when an escape is broken. In a query `+` is a blank.
std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_blank = false);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_TRANSCODE_PERCENT_H_
