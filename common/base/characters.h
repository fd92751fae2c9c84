// Text as a reader sees it: its characters, and whether it shows any.
#ifndef CONCORDAT_COMMON_BASE_CHARACTERS_H_
#define CONCORDAT_COMMON_BASE_CHARACTERS_H_

#include <cstddef>
#include <string_view>

namespace concordat {

// Code points of a text in UTF-8, as JSON Schema counts them.
size_t CharacterCount(std::string_view text);

// True where nothing is to be seen: white space of any script, and characters that
// have no width or no form of their own.
bool IsBlank(std::string_view text);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_CHARACTERS_H_
