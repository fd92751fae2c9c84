// Text that is shown in part.
#ifndef CONCORDAT_COMMON_BASE_CUT_H_
#define CONCORDAT_COMMON_BASE_CUT_H_

#include <cstddef>
#include <string_view>

namespace concordat {

// The first bytes of a text, cut between two characters of UTF-8: half of one would
// make a message that no client can read.
inline std::string_view CutTo(size_t bytes, std::string_view text) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_CUT_H_
