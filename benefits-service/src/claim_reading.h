// Reads what a partnership claims, as the search for double claims looks at it.
#ifndef CONCORDAT_BENEFITS_SERVICE_CLAIM_READING_H_
#define CONCORDAT_BENEFITS_SERVICE_CLAIM_READING_H_

#include <absl/status/statusor.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "benefits-service/src/claim.h"
#include "benefits-service/src/share_reading.h"
#include "common/ledger/records.h"
#include "concordat/benefits/v1/regional_task.pb.h"

namespace concordat::benefits {

// What a share claims in a year: what came about, or else what is expected, or else what
// was planned.
Pence ClaimedIn(const ShareYear& year);

// What a regional task claims by itself; no money where no saving is printed.
Claim ClaimOf(const v1::RegionalTask& task, const std::string& partnership);

// The benefits with money, and the regional tasks that are no totals, each in the order of
// their names. Only outlines are held.
absl::StatusOr<std::vector<Claim>> ReadClaims(const Records& records);

// Of another partnership: its benefits, with what they claim for one of the councils.
absl::StatusOr<std::vector<Claim>> ReadClaimsOf(const Records& records,
                                                const std::set<std::string>& councils);

// The partnerships, `partnerships/{partnership}`, in which shares of one of the councils are
// in force.
absl::StatusOr<std::vector<std::string>> PartnershipsWith(const Records& records,
                                                          const std::set<std::string>& councils);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_CLAIM_READING_H_
