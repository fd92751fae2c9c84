#include "common/base/utf8.h"

namespace concordat {
namespace {

// How many bytes follow the first of a character; -1 for what is no first byte.
int FollowingBytes(unsigned char lead) {
  if (lead < 0x80) return 0;
  if (lead >= 0xc2 && lead <= 0xdf) return 1;
  if (lead >= 0xe0 && lead <= 0xef) return 2;
  if (lead >= 0xf0 && lead <= 0xf4) return 3;
  return -1;
}

// Length of the character at the front; 0 when it is not well formed.
size_t CharacterLength(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const int more = FollowingBytes(lead);
  if (more <= 0) return more + 1;
  if (text.size() <= static_cast<size_t>(more)) return 0;
  uint32_t code = lead & (0x3f >> more);
  for (int k = 1; k <= more; ++k) {
    const auto next = static_cast<unsigned char>(text[k]);
    if ((next & 0xc0) != 0x80) return 0;
    code = code << 6 | (next & 0x3f);
  }
  // Overlong forms, surrogates and what lies beyond Unicode.
  constexpr uint32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < kLeast[more] || code > 0x10ffff || surrogate ? 0 : more + 1;
}

}  // namespace

size_t ValidUtf8(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const size_t length = CharacterLength(text.substr(at));
    if (length == 0) break;
    at += length;
  }
  return at;
}

std::string Readable(std::string_view text) {
  std::string readable;
  while (!text.empty()) {
    const size_t good = ValidUtf8(text);
    readable.append(text.substr(0, good));
    text.remove_prefix(good);
    if (text.empty()) break;
    readable += '?';
    text.remove_prefix(1);
  }
  return readable;
}

void AppendUtf8(uint32_t code, std::string* text) {
  const auto add = [text](uint32_t byte) { *text += static_cast<char>(byte); };
  if (code < 0x80) return add(code);
  if (code < 0x800) {
    add(0xc0 | code >> 6);
  } else if (code < 0x10000) {
    add(0xe0 | code >> 12);
    add(0x80 | (code >> 6 & 0x3f));
  } else {
    add(0xf0 | code >> 18);
    add(0x80 | (code >> 12 & 0x3f));
    add(0x80 | (code >> 6 & 0x3f));
  }
  add(0x80 | (code & 0x3f));
}

}  // namespace concordat
