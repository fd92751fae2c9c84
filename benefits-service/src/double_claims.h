// Finds claims that look like the same money, among many: by keys that such claims share,
// never by all pairs. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_DOUBLE_CLAIMS_H_
#define CONCORDAT_BENEFITS_SERVICE_DOUBLE_CLAIMS_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "benefits-service/src/claim.h"
#include "benefits-service/src/claim_words.h"

namespace concordat::benefits {

// Two claims, the first before the second.
using ClaimPair = std::pair<uint32_t, uint32_t>;

// The pairs that are worth a look: of one council, or joint in one partnership, with one of
// their rarest words in common. Each once, in order.
std::vector<ClaimPair> PairsToLookAt(std::span<const Claim> claims, const ClaimWords& words);

struct DoubleClaims {
  // In the order of their first claims; a claim stands in one at most.
  std::vector<ClaimGroupDraft> groups;
  // How many pairs were looked at.
  int64_t looked_at = 0;
};

// Told how much of how much is done; an error ends the search with it.
using ClaimProgress = absl::FunctionRef<absl::Status(int64_t done, int64_t total)>;

// What looks like the same money:
// - claims with much the same words whose money fits (FitOf),
// - two with words of a third that together fit it,
// - tasks in several works with the same text.
absl::StatusOr<DoubleClaims> FindDoubleClaims(std::span<const Claim> claims,
                                              ClaimProgress progress);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_DOUBLE_CLAIMS_H_
