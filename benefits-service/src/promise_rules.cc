#include "benefits-service/src/promise_rules.h"

namespace concordat::benefits {

bool IsStatedPromise(const v1::ExpectedResult& result) {
  return result.has_promised_pence() || !result.promised_percent().empty();
}

bool IsUnrealised(const v1::ExpectedResult& result) {
  if (!IsStatedPromise(result)) return false;
  if (result.achievement() == v1::ExpectedResult::ACHIEVEMENT_NOT_ACHIEVED) return true;
  if (!result.has_realised_pence()) return false;
  return result.has_promised_pence() ? result.realised_pence() < result.promised_pence()
                                     : result.realised_pence() < 0;
}

}  // namespace concordat::benefits
