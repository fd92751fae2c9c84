#include "benefits-service/src/claim.h"

namespace concordat::benefits {

Pence Claim::Total() const {
  Pence total = 0;
  for (const auto& [council, years] : money) {
    for (const auto& [year, amount] : years) total += amount;
  }
  return total;
}

}  // namespace concordat::benefits
