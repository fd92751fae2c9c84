// Reads what the rules look at without reading a partnership: by SQL the records that
// surely include all that a rule can find, and the sums over all records. The rules
// decide; what they find in candidates is what they would find in everything.
#ifndef CONCORDAT_BENEFITS_SERVICE_CANDIDATES_H_
#define CONCORDAT_BENEFITS_SERVICE_CANDIDATES_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <set>
#include <string>
#include <vector>

#include "benefits-service/src/facts.h"
#include "benefits-service/src/line_sums.h"
#include "benefits-service/src/result_sums.h"
#include "benefits-service/src/share_candidates.h"
#include "benefits-service/src/share_reading.h"
#include "benefits-service/src/tables.h"
#include "benefits-service/src/variance_sums.h"

namespace concordat::benefits {

absl::StatusOr<Facts> ReadCandidates(const Records& records);

// Parts of it; each fills its own of the facts.

// Figures that say what they should equal, what they refer to, those without a unit, those
// that are called an actual and something else or forecasts of a year that had ended, and
// those that state the same thing as others that are printed or called otherwise.
absl::Status ReadFigureCandidates(const Records& records, Facts* facts);

// What the amounts in the figures' expressions come to, but for what is summed of shares.
absl::Status ReadAmounts(const Records& records, Facts* facts);

// Measures without figures, with one that may miss its target, and those that share
// their commentary with one of other work; with all of their returns.
absl::Status ReadMeasureCandidates(const Records& records, Facts* facts);

absl::Status ReadResultCandidates(const Records& records, Facts* facts);

// For who goes through the shares for more than candidates: what of them is looked at
// is kept as they come.
class CandidateReader {
 public:
  // The records must outlive it.
  explicit CandidateReader(const Records& records)
      : records_(records), shares_(records), lines_(records) {}

  // Before the first share: figures say what is added up of them, and results what they are
  // held against.
  absl::Status Begin(const std::vector<WorkResults>& results);
  // Shares come benefit by benefit.
  void Add(const ShareOutline& share);
  absl::StatusOr<Facts> Done();

 private:
  const Records& records_;
  Facts facts_;
  std::set<std::string> amount_years_;
  ShareCandidates shares_;
  VarianceSums variances_;
  LineSums lines_;
};

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_CANDIDATES_H_
