// Text in UTF-8 (RFC 3629), and where it is not.
#ifndef CONCORDAT_COMMON_BASE_UTF8_H_
#define CONCORDAT_COMMON_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace concordat {

// Bytes before the first character that is not well formed; all of them where
// there is none.
size_t ValidUtf8(std::string_view text);

inline bool IsUtf8(std::string_view text) { return ValidUtf8(text) == text.size(); }

// The text, with a question mark in place of each byte that is not well formed: what no
// client could read is never sent.
std::string Readable(std::string_view text);

// Appends a character by its number.
void AppendUtf8(uint32_t code, std::string* text);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_UTF8_H_
