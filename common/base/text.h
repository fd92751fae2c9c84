// Debian's absl has a string_view of its own; these carry text across.
#ifndef CONCORDAT_COMMON_BASE_TEXT_H_
#define CONCORDAT_COMMON_BASE_TEXT_H_

#include <absl/strings/str_cat.h>
#include <absl/strings/string_view.h>

#include <string>
#include <string_view>
#include <type_traits>

namespace concordat {

inline absl::string_view ToAbsl(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view ToStd(absl::string_view text) { return {text.data(), text.size()}; }

namespace text_internal {
template <typename T>
decltype(auto) Piece(const T& value) {
  if constexpr (std::is_same_v<T, std::string_view>) {
    return ToAbsl(value);
  } else {
    return (value);
  }
}
}  // namespace text_internal

// absl::StrCat that takes std::string_view too.
template <typename... Parts>
std::string Concat(const Parts&... parts) {
  return absl::StrCat(text_internal::Piece(parts)...);
}

inline bool IsAscii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) > 0x7f) return false;
  }
  return true;
}

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_TEXT_H_
