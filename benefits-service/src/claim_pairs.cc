#include <algorithm>
#include <string>
#include <unordered_map>

#include "benefits-service/src/double_claims.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

// Words of a claim that it is found by.
constexpr size_t kKeys = 4;
// Of claims with a key in common up to so many are all looked at with one another; of more
// each with those that come next by their money.
constexpr size_t kAll = 48;
constexpr size_t kNext = 24;

struct Entry {
  uint64_t key;
  Pence money;
  uint32_t claim;
};

// Councils of claims, each a number; joint money is of its partnership.
class Owners {
 public:
  uint32_t Of(const Claim& claim, const std::string& council) {
    return numbers_.emplace(council.empty() ? claim.partnership : council, numbers_.size())
        .first->second;
  }

 private:
  std::unordered_map<std::string, uint32_t> numbers_;
};

std::vector<Entry> EntriesOf(std::span<const Claim> claims, const ClaimWords& words) {
  std::vector<Entry> entries;
  Owners owners;
  for (uint32_t i = 0; i < claims.size(); ++i) {
    const std::vector<uint32_t> rarest = words.Rarest(i, kKeys);
    for (const auto& [council, years] : claims[i].money) {
      const uint64_t owner = owners.Of(claims[i], council);
      Pence money = 0;
      for (const auto& [year, amount] : years) money += amount;
      for (const uint32_t word : rarest) entries.push_back({owner << 32 | word, money, i});
    }
  }
  std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
    return a.key != b.key ? a.key < b.key
                          : (a.money != b.money ? a.money < b.money : a.claim < b.claim);
  });
  return entries;
}

}  // namespace

std::vector<ClaimPair> PairsToLookAt(std::span<const Claim> claims, const ClaimWords& words) {
  const std::vector<Entry> entries = EntriesOf(claims, words);
  std::vector<ClaimPair> pairs;
  for (size_t begin = 0; begin < entries.size();) {
    size_t end = begin + 1;
    while (end < entries.size() && entries[end].key == entries[begin].key) ++end;
    const size_t reach = end - begin <= kAll ? kAll : kNext;
    for (size_t i = begin; i < end; ++i) {
      for (size_t j = i + 1; j < std::min(end, i + 1 + reach); ++j) {
        const auto [first, second] = std::minmax(entries[i].claim, entries[j].claim);
        if (first != second) pairs.emplace_back(first, second);
      }
    }
    begin = end;
  }
  std::ranges::sort(pairs);
  pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
  return pairs;
}

}  // namespace concordat::benefits
