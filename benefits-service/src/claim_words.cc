#include "benefits-service/src/claim_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <iterator>
#include <utility>

#include "common/base/text.h"

namespace concordat::benefits {
namespace {

// They stand in any title.
constexpr std::array<std::string_view, 36> kCommon = {
    "a",     "all",  "an",      "and",  "as",   "at",   "be",    "between", "by",
    "can",   "each", "for",     "from", "in",   "into", "is",    "it",      "its",
    "more",  "of",   "on",      "or",   "our",  "per",  "such",  "that",    "the",
    "their", "this", "through", "to",   "with", "via",  "which", "within",  "will"};

// What is cut off the end of a word that leaves at least so many letters.
struct Ending {
  std::string_view cut, put;
};
constexpr std::array<Ending, 12> kEndings = {{{"isation", "is"},
                                              {"ization", "is"},
                                              {"ising", "is"},
                                              {"ments", ""},
                                              {"ment", ""},
                                              {"ies", "y"},
                                              {"ing", ""},
                                              {"ses", "s"},
                                              {"ed", ""},
                                              {"es", ""},
                                              {"s", ""},
                                              {"e", ""}}};
constexpr size_t kShortest = 3;

// A word that stands in fewer than one claim in so many weighs no more for it.
constexpr double kRarest = 200;
constexpr size_t kSeveral = 2;

bool IsLetter(unsigned char c) { return std::isalnum(c) != 0 || c >= 0x80; }

std::string Stem(std::string word) {
  for (const Ending& ending : kEndings) {
    if (!word.ends_with(ending.cut) || word.size() < ending.cut.size() + kShortest) continue;
    word.resize(word.size() - ending.cut.size());
    return word.append(ending.put);
  }
  return word;
}

}  // namespace

std::string PlainText(std::string_view text) {
  std::string plain;
  for (const unsigned char c : text) {
    if (IsLetter(c)) {
      plain += static_cast<char>(std::tolower(c));
    } else if (!plain.empty() && plain.back() != ' ') {
      plain += ' ';
    }
  }
  if (!plain.empty() && plain.back() == ' ') plain.pop_back();
  return plain;
}

std::vector<std::string> StemsOf(std::string_view text) {
  std::vector<std::string> stems;
  const std::string plain = PlainText(text);
  for (size_t begin = 0; begin < plain.size();) {
    const size_t end = std::min(plain.find(' ', begin), plain.size());
    std::string word = plain.substr(begin, end - begin);
    if (std::ranges::find(kCommon, word) == kCommon.end()) stems.push_back(Stem(std::move(word)));
    begin = end + 1;
  }
  return stems;
}

ClaimWords::ClaimWords(std::span<const Claim> claims) : of_(claims.size()), whole_(claims.size()) {
  for (size_t i = 0; i < claims.size(); ++i) {
    for (const std::string& text : claims[i].texts) {
      for (std::string& stem : StemsOf(text)) {
        const auto [number, fresh] = numbers_.emplace(stem, words_.size());
        if (fresh) words_.push_back(std::move(stem));
        of_[i].push_back(number->second);
      }
    }
    std::ranges::sort(of_[i]);
    of_[i].erase(std::ranges::unique(of_[i]).begin(), of_[i].end());
  }
  counts_.resize(words_.size());
  for (const auto& words : of_) {
    for (const uint32_t word : words) ++counts_[word];
  }
  weights_.reserve(words_.size());
  for (const uint32_t count : counts_) {
    const double rarity = std::min(static_cast<double>(of_.size()) / count, kRarest);
    weights_.push_back(static_cast<float>(std::log(1 + rarity)));
  }
  for (size_t i = 0; i < of_.size(); ++i) {
    for (const uint32_t word : of_[i]) whole_[i] += weights_[word];
  }
}

std::vector<uint32_t> ClaimWords::Rarest(size_t claim, size_t most) const {
  std::vector<uint32_t> rarest;
  for (const uint32_t word : of_[claim]) {
    if (counts_[word] > 1) rarest.push_back(word);
  }
  std::ranges::sort(rarest, {}, [this](uint32_t word) { return std::pair(counts_[word], word); });
  if (rarest.size() > most) rarest.resize(most);
  return rarest;
}

Likeness ClaimWords::Alike(size_t one, size_t other) const {
  double shared = 0;
  size_t words = 0;
  auto a = of_[one].begin(), b = of_[other].begin();
  while (a != of_[one].end() && b != of_[other].end()) {
    if (*a == *b) {
      shared += weights_[*a];
      ++words;
    }
    const uint32_t left = *a, right = *b;
    if (left <= right) ++a;
    if (right <= left) ++b;
  }
  if (words == 0) return {};
  return {2 * shared / (whole_[one] + whole_[other]),
          words >= std::min({kSeveral, of_[one].size(), of_[other].size()})};
}

std::string ClaimWords::Shared(size_t one, size_t other, size_t most) const {
  std::vector<uint32_t> shared;
  std::ranges::set_intersection(of_[one], of_[other], std::back_inserter(shared));
  std::ranges::sort(shared, {}, [this](uint32_t word) { return std::pair(counts_[word], word); });
  if (shared.size() > most) shared.resize(most);
  std::string text;
  for (const uint32_t word : shared) text += Concat(text.empty() ? "" : ", ", words_[word]);
  return text;
}

}  // namespace concordat::benefits
