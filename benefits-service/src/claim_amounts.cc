#include "benefits-service/src/claim_amounts.h"

#include <algorithm>
#include <utility>

namespace concordat::benefits {
namespace {

// Of the money, in hundredths.
constexpr Pence kEnough = 80;

Pence Size(Pence amount) { return amount < 0 ? -amount : amount; }

// Joint money of two partnerships is of two sets of councils.
bool Comparable(const std::string& council, const Claim& one, const Claim& other) {
  return !council.empty() || one.partnership == other.partnership;
}

using Years = std::map<int, Pence>;

// The years of the ones together; what stands for one alone is not copied.
const Years* YearsOf(std::span<const Claim* const> ones, const std::string& council, Years* sum) {
  if (ones.size() == 1) {
    const auto found = ones[0]->money.find(council);
    return found == ones[0]->money.end() ? nullptr : &found->second;
  }
  for (const Claim* claim : ones) {
    const auto found = claim->money.find(council);
    if (found == claim->money.end()) return nullptr;
    for (const auto& [year, amount] : found->second) (*sum)[year] += amount;
  }
  return sum;
}

struct Fitting {
  Pence of_ones = 0, of_other = 0;
  bool exact = true;
  int amounts = 0;
  AmountsFit first;
};

struct Fitted {
  int shift;
  Closeness closeness;
};

void AddFitting(const std::string& council, const Years& ones, const Years& other, Fitted how,
                Fitting* fitting) {
  for (const auto& [year, amount] : ones) {
    const auto found = other.find(year + how.shift);
    if (found == other.end() || !AreClose(amount, found->second, how.closeness)) continue;
    if (fitting->of_ones == 0) fitting->first = {how.shift, council, year, amount, found->second};
    ++fitting->amounts;
    fitting->exact = fitting->exact && how.shift == 0 && amount == found->second;
    fitting->of_ones += Size(amount);
    fitting->of_other += Size(found->second);
  }
}

Pence Size(const Claim& claim) {
  Pence size = 0;
  for (const auto& [council, years] : claim.money) {
    for (const auto& [year, amount] : years) size += Size(amount);
  }
  return size;
}

bool IsEnough(Pence part, Pence whole) { return part > 0 && part * 100 >= whole * kEnough; }

}  // namespace

bool AreClose(Pence one, Pence other, Closeness closeness) {
  if (one == 0 || other == 0 || (one < 0) != (other < 0)) return false;
  return Size(one - other) * static_cast<int>(closeness) <= std::max(Size(one), Size(other));
}

std::optional<AmountsFit> FitOf(std::span<const Claim* const> ones, const Claim& other) {
  Pence whole = 0;
  for (const Claim* claim : ones) whole += Size(*claim);
  const Pence other_whole = Size(other);
  const bool several = ones.size() > 1;
  for (const int shift : {0, 1, -1}) {
    if (several && shift != 0) break;
    Fitting fitting;
    for (const auto& [council, years] : other.money) {
      Years sum;
      const Years* of_ones = YearsOf(ones, council, &sum);
      if (of_ones == nullptr || !Comparable(council, *ones[0], other)) continue;
      AddFitting(council, *of_ones, years,
                 {shift, several ? Closeness::kOnePercent : Closeness::kFivePercent}, &fitting);
    }
    if (IsEnough(fitting.of_ones, whole) && IsEnough(fitting.of_other, other_whole)) {
      fitting.first.exact = fitting.exact;
      fitting.first.amounts = fitting.amounts;
      return fitting.first;
    }
  }
  return std::nullopt;
}

}  // namespace concordat::benefits
