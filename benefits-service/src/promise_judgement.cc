#include "benefits-service/src/promise_judgement.h"

namespace concordat::benefits {

static_assert(v1::ExpectedResult::ACHIEVEMENT_NOT_ACHIEVED == 4, "as kMayBeUnrealised has it");

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

bool IsCostlier(const v1::ExpectedResult& result) {
  return result.has_expected_cost_pence() && result.has_actual_cost_pence() &&
         result.actual_cost_pence() > result.expected_cost_pence();
}

}  // namespace concordat::benefits
