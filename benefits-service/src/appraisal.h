// Appraisal as the Green Book has it: discounting, optimism bias, sensitivity. Pure, in whole
// pence and 128 bits.
#ifndef CONCORDAT_BENEFITS_SERVICE_APPRAISAL_H_
#define CONCORDAT_BENEFITS_SERVICE_APPRAISAL_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "benefits-service/src/line_levels.h"
#include "benefits-service/src/pence.h"
#include "benefits-service/src/share_reading.h"
#include "concordat/benefits/v1/appraisal.pb.h"

namespace concordat::benefits {

// Flows of money from year 0 on.
using Flow = std::vector<Pence>;

// Present values of the flow so far at the end of each year, rounded to the penny: year 0 is
// not discounted, and each later one once more by a rate in millionths of a per cent. The
// factors are exact to eighteen decimals, which is less than a hundredth of a penny in what
// is below a hundred thousand million pounds. FAILED_PRECONDITION for more than that.
absl::StatusOr<Flow> CumulativePresentValues(const Flow& flow, absl::int128 rate);

// What an appraisal is told to do.
struct AppraisalTerms {
  YearSpan span;
  v1::ShareLine::Kind line_kind = v1::ShareLine::KIND_FORECAST;
  // In millionths of a per cent.
  absl::int128 rate = 0;
  std::string rate_text;
  // In millionths of a per cent, by type and whether it is a cost.
  std::map<std::pair<int, bool>, absl::int128> optimism;
  struct Range {
    v1::SensitivityRange told;
    absl::int128 low = 0;
    absl::int128 high = 0;
  };
  std::vector<Range> ranges;
};

// INVALID_ARGUMENT that names the field. The last year is left open, below the first, where
// the request gives no number of years.
absl::StatusOr<AppraisalTerms> AppraisalTermsOf(const v1::AppraiseBenefitsRequest& request,
                                                absl::CivilDay day);

// Adds up flows as shares come.
class AppraisalMaker {
 public:
  explicit AppraisalMaker(AppraisalTerms terms) : terms_(std::move(terms)) {}

  void Add(const ShareOutline& share);
  absl::StatusOr<v1::Appraisal> Done();

 private:
  // Council, type, whether it is a cost.
  using Key = std::tuple<std::string, int, bool>;

  size_t years() const { return static_cast<size_t>(terms_.span.last - terms_.span.first + 1); }
  void AdjustForOptimism();
  // Benefits, or costs, of all; each type by a part in millionths of a per cent where it is
  // of the range.
  Flow FlowOf(bool is_cost, const AppraisalTerms::Range* range, absl::int128 change) const;
  absl::StatusOr<Pence> NetAt(const AppraisalTerms::Range& range, absl::int128 end) const;
  absl::Status AddYears(v1::Appraisal* appraisal) const;
  absl::Status AddTornado(v1::Appraisal* appraisal) const;
  absl::Status AddCouncils(v1::Appraisal* appraisal) const;

  AppraisalTerms terms_;
  // By year, that it begins in.
  std::map<Key, std::map<int64_t, Pence>> flows_;
  Pence outside_ = 0;
  int64_t last_ = 0;
};

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_APPRAISAL_H_
