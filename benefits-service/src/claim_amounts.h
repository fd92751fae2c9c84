// Whether amounts of claims look like the same money. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_CLAIM_AMOUNTS_H_
#define CONCORDAT_BENEFITS_SERVICE_CLAIM_AMOUNTS_H_

#include <optional>
#include <span>
#include <string>

#include "benefits-service/src/claim.h"

namespace concordat::benefits {

// How close amounts have to be: one part in so many of the greater.
enum class Closeness { kFivePercent = 20, kOnePercent = 100 };

// Both of one sign, neither nought, and that close.
bool AreClose(Pence one, Pence other, Closeness closeness = Closeness::kFivePercent);

// How the money of claims fits to that of another.
struct AmountsFit {
  // By how many years the other's are later: -1, 0 or 1.
  int shift = 0;
  // A council that they share, `` where the money is joint.
  std::string council;
  // A year of the first, and the amounts of it.
  int year = 0;
  Pence one = 0;
  Pence other = 0;
  // In the same years, and to the penny in each that fits.
  bool exact = false;
  // How many amounts fit.
  int amounts = 0;
};

// The fit, where of the money of the ones together and of the other at least four fifths
// each stand in years, of councils that they share, whose amounts are close: in the same
// years, or all a year earlier or later. Joint money fits within a partnership. What several
// make together is that close by chance more often: within 1 %, in the same years.
std::optional<AmountsFit> FitOf(std::span<const Claim* const> ones, const Claim& other);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_CLAIM_AMOUNTS_H_
