#include "programme-service/src/words.h"

#include <absl/strings/ascii.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace concordat::programme {
namespace {

constexpr size_t kMaxWordBytes = 60;
constexpr size_t kShortestWord = 2;
constexpr size_t kShortestPlural = 4;
constexpr unsigned char kFirstByteOfTwo = 0xC0;
constexpr unsigned char kFirstByteOfThree = 0xE0;
constexpr unsigned char kFirstByteOfFour = 0xF0;

// Bytes of the character that begins so; one where none does.
size_t BytesOfCharacter(unsigned char first) {
  if (first < kFirstByteOfTwo) return 1;
  if (first < kFirstByteOfThree) return 2;
  return first < kFirstByteOfFour ? 3 : 4;
}

bool IsApostrophe(std::string_view character) {
  return character == "'" || character == "\u2019" || character == "\u2018";
}

// U+0080 to U+00BF, U+00D7, U+00F7 and U+2000 to U+2BFF.
bool IsSymbol(std::string_view character) {
  constexpr char kLatinSymbols = '\xC2';
  if (character[0] == kLatinSymbols || character == "\u00d7" || character == "\u00f7") return true;
  return character >= "\u2000" && character <= "\u2bff" &&
         character.size() == std::string_view("\u2000").size();
}

bool EndsWithAny(std::string_view word, std::span<const std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (word.ends_with(ending)) return true;
  }
  return false;
}

// Appends what a character adds to a word; false where it parts words.
bool AddTo(std::string* word, std::string_view character) {
  if (IsApostrophe(character)) return true;
  const auto first = static_cast<unsigned char>(character[0]);
  if (first < 0x80) {
    if (!absl::ascii_isalnum(first)) return false;
    *word += absl::ascii_tolower(first);
    return true;
  }
  if (IsSymbol(character)) return false;
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const char byte : character) {
    const auto number = static_cast<unsigned char>(byte);
    *word += '%';
    *word += kDigits[number / kDigits.size()];
    *word += kDigits[number % kDigits.size()];
  }
  return true;
}

}  // namespace

std::string WithoutPlural(std::string word) {
  static constexpr std::array<std::string_view, 2> kStayIes = {"eies", "aies"};
  static constexpr std::array<std::string_view, 3> kStayEs = {"aes", "ees", "oes"};
  static constexpr std::array<std::string_view, 2> kStayS = {"us", "ss"};
  if (word.size() < kShortestPlural) return word;
  const bool is_plural = word.ends_with("es") ? !EndsWithAny(word, kStayEs)
                                              : word.ends_with("s") && !EndsWithAny(word, kStayS);
  if (word.ends_with("ies") && !EndsWithAny(word, kStayIes)) {
    word.replace(word.size() - 3, 3, "y");
  } else if (is_plural) {
    word.pop_back();
  }
  return word;
}

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end = [&] {
    if (word.size() > kMaxWordBytes) word.resize(kMaxWordBytes);
    if (word.size() >= kShortestWord) words.push_back(WithoutPlural(std::move(word)));
    word.clear();
  };
  while (!text.empty()) {
    const size_t size =
        std::min(BytesOfCharacter(static_cast<unsigned char>(text.front())), text.size());
    if (!AddTo(&word, text.substr(0, size))) end();
    text.remove_prefix(size);
  }
  end();
  return words;
}

}  // namespace concordat::programme
