#include "benefits-service/src/promise_judgement.h"

#include <absl/strings/ascii.h>

#include <algorithm>
#include <string_view>

namespace concordat::benefits {

static_assert(v1::ExpectedResult::ACHIEVEMENT_NOT_ACHIEVED == 4, "as kMayBeUnrealised has it");

bool IsStatedPromise(const v1::ExpectedResult& result) {
  return result.has_promised_pence() || !result.promised_percent().empty();
}

// A cost that nobody expected: it came where a saving was promised.
static bool CameAsCost(const v1::ExpectedResult& result) {
  return !result.has_realised_pence() && !result.has_expected_cost_pence() &&
         result.actual_cost_pence() > 0;
}

int64_t PenceThatCame(const v1::ExpectedResult& result) {
  return CameAsCost(result) ? -result.actual_cost_pence() : result.realised_pence();
}

bool IsUnrealised(const v1::ExpectedResult& result) {
  if (!IsStatedPromise(result)) return false;
  if (result.achievement() == v1::ExpectedResult::ACHIEVEMENT_NOT_ACHIEVED) return true;
  if (!result.has_realised_pence() && !CameAsCost(result)) return false;
  const int64_t came = PenceThatCame(result);
  return result.has_promised_pence() ? came < result.promised_pence() : came < 0;
}

bool IsCostlier(const v1::ExpectedResult& result) {
  return result.has_expected_cost_pence() && result.has_actual_cost_pence() &&
         (result.expected_cost_pence() < 0 && result.actual_cost_pence() < 0
              ? result.actual_cost_pence() < result.expected_cost_pence()
              : result.actual_cost_pence() > result.expected_cost_pence());
}

static_assert(v1::ExpectedResult::ACHIEVEMENT_UNSPECIFIED == 0 &&
                  v1::ExpectedResult::ACHIEVEMENT_NOT_STATED == 7,
              "as kIsUnanswered has it");

// `–`, `…`: no longer than kIsUnanswered has it.
static bool SaysNothing(std::string_view words) {
  return words.size() <= 8 && std::ranges::none_of(words, [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c));
         });
}

bool IsUnanswered(const v1::ExpectedResult& result) {
  const bool verdict = result.achievement() != v1::ExpectedResult::ACHIEVEMENT_UNSPECIFIED &&
                       result.achievement() != v1::ExpectedResult::ACHIEVEMENT_NOT_STATED;
  return SaysNothing(result.actual()) && result.commentary().empty() &&
         !result.has_realised_pence() && !result.has_actual_cost_pence() && !verdict;
}

}  // namespace concordat::benefits
