#include "benefits-service/src/region_report.h"

#include <string>
#include <vector>

#include "benefits-service/src/financial_year.h"
#include "benefits-service/src/region_totals.h"
#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

constexpr int kMostYears = 20;
constexpr int kMostTotals = 5'000;
constexpr int kMostHandOvers = 10'000;

absl::StatusOr<YearSpan> SpanOf(const v1::CalculateRegionTotalsRequest& request,
                                absl::CivilDay day) {
  const std::string from = request.from_year().empty() ? FinancialYearOf(day) : request.from_year();
  const YearSpan span = {FirstOf(from),
                         FirstOf(request.to_year().empty() ? from : request.to_year())};
  if (span.last < span.first) return InvalidField("to_year", "comes before the first year");
  if (span.last - span.first >= kMostYears) {
    return InvalidField("to_year", Concat("is more than ", kMostYears, " years on"));
  }
  return span;
}

absl::StatusOr<v1::CalculateRegionTotalsResponse> AddUp(const Records& records,
                                                        const YearSpan& span,
                                                        const std::optional<Prices>& prices) {
  const auto records_of_hand_over =
      records.Where<v1::HandOver>({"TRUE", {}}, Records::Order::kName, kMostHandOvers + 1);
  if (!records_of_hand_over.ok()) return records_of_hand_over.status();
  if (records_of_hand_over->size() > kMostHandOvers) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "TOO_MANY_HAND_OVERS",
                           Concat("the partnership has more than ", kMostHandOvers, " hand-overs"));
  }
  const HandOvers hand_overs(*records_of_hand_over);
  RegionTotalsMaker maker(hand_overs, span);
  absl::Status status =
      ReadShares(records, [&maker](const ShareOutline& share) { maker.Add(share); });
  if (!status.ok()) return status;
  return maker.Done(prices);
}

}  // namespace

absl::StatusOr<v1::CalculateRegionTotalsResponse> TellRegionTotals(
    const Records& records, const v1::CalculateRegionTotalsRequest& request) {
  const auto span = SpanOf(request, records.at().day);
  if (!span.ok()) return span.status();
  const auto prices = PricesOf(request, *span);
  if (!prices.ok()) return prices.status();
  auto totals = AddUp(records, *span, *prices);
  if (!totals.ok()) return totals;
  if (records.at().public_only) {
    const auto all = AddUp(records.OfAll(), *span, *prices);
    if (!all.ok()) return all.status();
    KeepTrueTotals(*all, &*totals);
  }
  CutTotals(kMostTotals, &*totals);
  totals->set_deflators_source(request.deflators_source());
  return totals;
}

}  // namespace concordat::benefits
