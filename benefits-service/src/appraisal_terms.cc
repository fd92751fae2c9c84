#include "benefits-service/src/appraisal.h"
#include "benefits-service/src/financial_year.h"
#include "benefits-service/src/rounding.h"
#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using v1::SensitivityRange;

// The rate of the Green Book since 2003, for the first thirty years.
constexpr char kGreenBookRate[] = "3.5";
constexpr int64_t kMostRate = 100;
constexpr int64_t kLeastChange = -100, kMostChange = 1'000;

absl::StatusOr<absl::int128> Number(const std::string& field, const std::string& text,
                                    int64_t least, int64_t most) {
  auto number = Millionths(text, least, most);
  if (number.ok()) return number;
  return InvalidField(field, ToStd(number.status().message()));
}

absl::Status AddBias(const std::string& field, const v1::OptimismBias& bias,
                     AppraisalTerms* terms) {
  const auto percent = Number(field + ".percent", bias.percent(), kLeastChange, kMostChange);
  if (!percent.ok()) return percent.status();
  terms->optimism[{bias.kind(), bias.is_cost()}] = *percent;
  return absl::OkStatus();
}

absl::Status AddRange(const std::string& field, const SensitivityRange& range,
                      AppraisalTerms* terms) {
  const bool is_rate = range.driver() == SensitivityRange::DRIVER_DISCOUNT_RATE;
  if (is_rate && range.kind() != v1::Benefit::KIND_UNSPECIFIED) {
    return InvalidField(field + ".kind", "is of no discount rate");
  }
  const int64_t least = is_rate ? 0 : kLeastChange, most = is_rate ? kMostRate : kMostChange;
  const auto low = Number(field + ".low", range.low(), least, most);
  if (!low.ok()) return low.status();
  const auto high = Number(field + ".high", range.high(), least, most);
  if (!high.ok()) return high.status();
  if (*high < *low) return InvalidField(field + ".high", "is below the low end");
  terms->ranges.push_back({range, *low, *high});
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<AppraisalTerms> AppraisalTermsOf(const v1::AppraiseBenefitsRequest& request,
                                                absl::CivilDay day) {
  AppraisalTerms terms;
  terms.span.first =
      FirstOf(request.base_year().empty() ? FinancialYearOf(day) : request.base_year());
  terms.span.last = terms.span.first + request.years() - 1;
  if (request.line_kind() != v1::ShareLine::KIND_UNSPECIFIED) {
    terms.line_kind = request.line_kind();
  }
  terms.rate_text =
      request.discount_percent().empty() ? kGreenBookRate : request.discount_percent();
  const auto rate = Number("discount_percent", terms.rate_text, 0, kMostRate);
  if (!rate.ok()) return rate.status();
  terms.rate = *rate;
  for (int i = 0; i < request.optimism_bias_size(); ++i) {
    absl::Status status =
        AddBias(Concat("optimism_bias[", i, "]"), request.optimism_bias(i), &terms);
    if (!status.ok()) return status;
  }
  for (int i = 0; i < request.sensitivities_size(); ++i) {
    absl::Status status =
        AddRange(Concat("sensitivities[", i, "]"), request.sensitivities(i), &terms);
    if (!status.ok()) return status;
  }
  return terms;
}

}  // namespace concordat::benefits
