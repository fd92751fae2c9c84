// Reads what the rules look at without reading a partnership: by SQL the records that
// surely include all that a rule can find, and the sums over all records. The rules
// decide; what they find in candidates is what they would find in everything.
#ifndef CONCORDAT_BENEFITS_SERVICE_CANDIDATES_H_
#define CONCORDAT_BENEFITS_SERVICE_CANDIDATES_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "benefits-service/src/facts.h"
#include "benefits-service/src/share_reading.h"
#include "benefits-service/src/tables.h"
#include "common/ledger/ledger.h"

namespace concordat::benefits {

absl::StatusOr<Facts> ReadCandidates(const Records& records);

// The same but for the amounts of shares, for who goes through the shares for more than
// them: adds what is summed in the years of `facts.amounts`.
absl::StatusOr<Facts> ReadUnsummed(const Records& records, const std::vector<ShareOutline>& shares);
void AddAmounts(const ShareSums& share, AmountSums* amounts);

// The same for MakeFindings.
absl::StatusOr<Facts> ReadCandidatesOf(Connection& connection, const Ledger& ledger,
                                       const std::string& parent, const ReadAt& at);

// Parts of it; each fills its own of the facts.

// Figures that say what they should equal, what they refer to, those without a unit,
// and those that state the same thing as others that are printed otherwise.
absl::Status ReadFigureCandidates(const Records& records, Facts* facts);

// What the amounts in the figures' expressions come to, but for what is summed of shares.
absl::Status ReadAmounts(const Records& records, Facts* facts);

// Benefits whose shares may hold the same money twice, with all of their lines; of
// others the shares with an actual that may be none yet, with these lines alone.
absl::Status ReadShareCandidates(const Records& records, const std::vector<ShareOutline>& shares,
                                 Facts* facts);

// Those that may be cost that was not spent, with the costs of those that are.
absl::Status ReadVariances(const Records& records, Facts* facts);

// Measures without figures, with one that may miss its target, and those that share
// their commentary with one of other work; with all of their returns.
absl::Status ReadMeasureCandidates(const Records& records, Facts* facts);

absl::Status ReadResultCandidates(const Records& records, Facts* facts);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_CANDIDATES_H_
