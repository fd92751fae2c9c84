#include "common/base/characters.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace concordat {
namespace {

struct Range {
  uint32_t first;
  uint32_t last;
};

// White_Space and Default_Ignorable_Code_Point of Unicode, controls, and the letters
// and patterns that are drawn empty.
constexpr std::array<Range, 23> kUnseen = {{
    {0x00, 0x20},       {0x7f, 0xa0},       {0xad, 0xad},       {0x34f, 0x34f},
    {0x61c, 0x61c},     {0x115f, 0x1160},   {0x1680, 0x1680},   {0x17b4, 0x17b5},
    {0x180b, 0x180f},   {0x2000, 0x200f},   {0x2028, 0x202f},   {0x205f, 0x206f},
    {0x2800, 0x2800},   {0x3000, 0x3000},   {0x3164, 0x3164},   {0xfe00, 0xfe0f},
    {0xfeff, 0xfeff},   {0xffa0, 0xffa0},   {0xfff0, 0xfffb},   {0x1bca0, 0x1bca3},
    {0x1d159, 0x1d159}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
}};

bool Continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// The character at the front of a text in UTF-8, which is taken off.
uint32_t Take(std::string_view* text) {
  const auto first = static_cast<unsigned char>(text->front());
  uint32_t character = first < 0x80   ? first
                       : first < 0xe0 ? first & 0x1f
                       : first < 0xf0 ? first & 0x0f
                                      : first & 0x07;
  text->remove_prefix(1);
  while (!text->empty() && Continues(text->front())) {
    character = (character << 6) | (static_cast<unsigned char>(text->front()) & 0x3f);
    text->remove_prefix(1);
  }
  return character;
}

}  // namespace

size_t CharacterCount(std::string_view text) {
  return text.size() - static_cast<size_t>(std::ranges::count_if(text, Continues));
}

bool IsBlank(std::string_view text) {
  while (!text.empty()) {
    const uint32_t character = Take(&text);
    const bool unseen = std::ranges::any_of(kUnseen, [character](const Range& range) {
      return range.first <= character && character <= range.last;
    });
    if (!unseen) return false;
  }
  return true;
}

}  // namespace concordat
