// Text in UTF-8 (RFC 3629), and where it is not.
#ifndef CONCORDAT_GATEWAY_TRANSCODE_UTF8_H_
#define CONCORDAT_GATEWAY_TRANSCODE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace concordat::gateway {

// Bytes before the first character that is not well formed; all of them where
// there is none.
size_t ValidUtf8(std::string_view text);

inline bool IsUtf8(std::string_view text) { return ValidUtf8(text) == text.size(); }

// Appends a character by its number.
void AppendUtf8(uint32_t code, std::string* text);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_TRANSCODE_UTF8_H_
