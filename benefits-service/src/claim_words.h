// The words of claims: their stems, and how much two texts have in common. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_CLAIM_WORDS_H_
#define CONCORDAT_BENEFITS_SERVICE_CLAIM_WORDS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "benefits-service/src/claim.h"

namespace concordat::benefits {

// Words that tell something, in lower case and without their endings, in their order.
std::vector<std::string> StemsOf(std::string_view text);

// The same text for a person: letters and digits in lower case, single blanks.
std::string PlainText(std::string_view text);

// How much two texts have in common.
struct Likeness {
  // From 0 to 1: the weight of the words that they share, against that of all of both.
  double share = 0;
  // False where they share a single word of several: a place or a service, rather than
  // the same thing.
  bool several = false;
};

// Words of many claims, each a number, and how rare each is among them.
class ClaimWords {
 public:
  explicit ClaimWords(std::span<const Claim> claims);

  // Of a claim: its words, each once, in the order of their numbers.
  std::span<const uint32_t> Of(size_t claim) const { return of_[claim]; }
  // Those that stand in other claims too, the rarest first, at most so many.
  std::vector<uint32_t> Rarest(size_t claim, size_t most) const;
  Likeness Alike(size_t one, size_t other) const;
  // What two claims share, the rarest first, at most so many, with commas between.
  std::string Shared(size_t one, size_t other, size_t most) const;

 private:
  std::unordered_map<std::string, uint32_t> numbers_;
  std::vector<std::string> words_;
  // How many claims have the word, and what it weighs.
  std::vector<uint32_t> counts_;
  std::vector<float> weights_;
  std::vector<std::vector<uint32_t>> of_;
  // Of each claim's words together.
  std::vector<float> whole_;
};

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_CLAIM_WORDS_H_
