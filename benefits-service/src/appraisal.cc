#include "benefits-service/src/appraisal.h"

#include <algorithm>

#include "benefits-service/src/financial_year.h"
#include "benefits-service/src/funnel.h"
#include "benefits-service/src/quantity.h"
#include "benefits-service/src/rounding.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using v1::SensitivityRange;

// A hundred per cent, in millionths of one.
constexpr absl::int128 kAll = 100 * kWhole;
// One, to eighteen decimals.
constexpr absl::int128 kOne = kWhole * kWhole * kWhole;
// A hundred thousand million pounds.
constexpr absl::int128 kMostFlow = 10'000'000 * kWhole;
constexpr int kMostCouncilFlows = 5'000;
constexpr char kWhat[] = "the flows of the appraisal";

bool IsWithin(Pence pence) { return -kMostFlow <= pence && pence <= kMostFlow; }

// By so much of a hundred per cent more.
Pence Raised(Pence pence, absl::int128 change) {
  return pence + RoundedQuotient(pence * change, kAll);
}

absl::StatusOr<Pence> PresentValue(const Flow& flow, absl::int128 rate) {
  const auto values = CumulativePresentValues(flow, rate);
  if (!values.ok()) return values.status();
  return values->empty() ? Pence(0) : values->back();
}

Flow Sum(const Flow& a, const Flow& b) {
  Flow sum = a;
  for (size_t i = 0; i < b.size(); ++i) sum[i] += b[i];
  return sum;
}

// The first year from which on the flows so far are never below nought.
std::string BreakEven(const YearSpan& span, const Flow& cumulative) {
  size_t first = cumulative.size();
  while (first > 0 && cumulative[first - 1] >= 0) --first;
  return first == cumulative.size() ? ""
                                    : FinancialYearFrom(span.first + static_cast<int64_t>(first));
}

}  // namespace

absl::StatusOr<Flow> CumulativePresentValues(const Flow& flow, absl::int128 rate) {
  Flow values;
  absl::int128 factor = kOne, sum = 0;
  Pence size = 0;
  for (const Pence pence : flow) {
    size += pence < 0 ? -pence : pence;
    if (!IsWithin(size)) return TooLarge(kWhat);
    sum += pence * factor;
    values.push_back(RoundedQuotient(sum, kOne));
    factor = RoundedQuotient(factor * kAll, kAll + rate);
  }
  return values;
}

void AppraisalMaker::Add(const ShareOutline& share) {
  const bool is_open = terms_.span.last < terms_.span.first;
  auto& flow = flows_[{share.council, share.benefit.kind(), share.benefit.is_cost()}];
  for (const ShareYear& year : share.years) {
    if (!year.Has(terms_.line_kind)) continue;
    const int64_t first = FirstOf(year.year);
    const Pence pence = AmountOfKind(year.amounts, terms_.line_kind);
    if (first < terms_.span.first || (!is_open && first > terms_.span.last)) {
      outside_ += pence;
      continue;
    }
    last_ = std::max(last_, first);
    if (is_open) flow[first] += pence;
  }
  if (is_open) return;
  // Where the years are given, what recurs goes on to the last; what came before year 0 is no
  // part of the choice.
  ShareOutline since = share;
  std::erase_if(since.years,
                [this](const ShareYear& year) { return FirstOf(year.year) < terms_.span.first; });
  ForEachLevel(since, terms_.line_kind, terms_.span,
               [&flow](const LineLevel& level) { flow[level.year] += level.level(); });
}

void AppraisalMaker::AdjustForOptimism() {
  for (auto& [key, flow] : flows_) {
    const auto bias = terms_.optimism.find({std::get<1>(key), std::get<2>(key)});
    if (bias == terms_.optimism.end()) continue;
    for (auto& [year, pence] : flow) pence = Raised(pence, bias->second);
  }
}

Flow AppraisalMaker::FlowOf(bool is_cost, const AppraisalTerms::Range* range,
                            absl::int128 change) const {
  Flow all(years(), 0);
  for (const auto& [key, flow] : flows_) {
    if (std::get<2>(key) != is_cost) continue;
    bool is_varied = false;
    if (range != nullptr) {
      const auto driver =
          is_cost ? SensitivityRange::DRIVER_COSTS : SensitivityRange::DRIVER_BENEFITS;
      is_varied =
          range->told.driver() == driver && (range->told.kind() == v1::Benefit::KIND_UNSPECIFIED ||
                                             range->told.kind() == std::get<1>(key));
    }
    for (const auto& [year, pence] : flow) {
      all[static_cast<size_t>(year - terms_.span.first)] +=
          is_varied ? Raised(pence, change) : pence;
    }
  }
  return all;
}

absl::StatusOr<Pence> AppraisalMaker::NetAt(const AppraisalTerms::Range& range,
                                            absl::int128 end) const {
  const bool is_rate = range.told.driver() == SensitivityRange::DRIVER_DISCOUNT_RATE;
  const Flow net = Sum(FlowOf(false, &range, end), FlowOf(true, &range, end));
  return PresentValue(net, is_rate ? end : terms_.rate);
}

absl::Status AppraisalMaker::AddYears(v1::Appraisal* appraisal) const {
  const Flow benefits = FlowOf(false, nullptr, 0), costs = FlowOf(true, nullptr, 0);
  const Flow net = Sum(benefits, costs);
  const auto cumulative = CumulativePresentValues(net, terms_.rate);
  if (!cumulative.ok()) return cumulative.status();
  const auto of_benefits = PresentValue(benefits, terms_.rate);
  if (!of_benefits.ok()) return of_benefits.status();
  Pence before = 0;
  for (size_t i = 0; i < years(); ++i) {
    v1::AppraisalYear* year = appraisal->add_years();
    year->set_financial_year(FinancialYearFrom(terms_.span.first + static_cast<int64_t>(i)));
    year->set_benefits_pence(static_cast<int64_t>(benefits[i]));
    year->set_costs_pence(static_cast<int64_t>(costs[i]));
    year->set_net_pence(static_cast<int64_t>(net[i]));
    year->set_present_pence(static_cast<int64_t>((*cumulative)[i] - before));
    year->set_cumulative_present_pence(static_cast<int64_t>((*cumulative)[i]));
    before = (*cumulative)[i];
  }
  // Costs are what is left, so that both add up to the penny.
  const Pence of_costs = before - *of_benefits;
  appraisal->set_benefits_present_pence(static_cast<int64_t>(*of_benefits));
  appraisal->set_costs_present_pence(static_cast<int64_t>(of_costs));
  appraisal->set_net_present_pence(static_cast<int64_t>(before));
  if (of_costs < 0) appraisal->set_benefit_cost_permille(PermilleOf(*of_benefits, -of_costs));
  appraisal->set_break_even_year(BreakEven(terms_.span, *cumulative));
  return absl::OkStatus();
}

absl::Status AppraisalMaker::AddTornado(v1::Appraisal* appraisal) const {
  std::vector<v1::TornadoRow> rows;
  for (const AppraisalTerms::Range& range : terms_.ranges) {
    const auto low = NetAt(range, range.low), high = NetAt(range, range.high);
    if (!low.ok()) return low.status();
    if (!high.ok()) return high.status();
    v1::TornadoRow& row = rows.emplace_back();
    *row.mutable_range() = range.told;
    row.set_low_pence(static_cast<int64_t>(*low));
    row.set_high_pence(static_cast<int64_t>(*high));
    row.set_swing_pence(static_cast<int64_t>(*low < *high ? *high - *low : *low - *high));
    const bool is_good = appraisal->net_present_pence() >= 0;
    row.set_changes_sign((*low >= 0) != is_good || (*high >= 0) != is_good);
  }
  std::ranges::stable_sort(rows, std::ranges::greater(), &v1::TornadoRow::swing_pence);
  for (v1::TornadoRow& row : rows) *appraisal->add_tornado() = std::move(row);
  return absl::OkStatus();
}

absl::Status AppraisalMaker::AddCouncils(v1::Appraisal* appraisal) const {
  std::map<std::pair<std::string, int64_t>, Pence> councils;
  for (const auto& [key, flow] : flows_) {
    for (const auto& [year, pence] : flow) councils[{std::get<0>(key), year}] += pence;
  }
  for (const auto& [key, pence] : councils) {
    if (appraisal->council_flows_size() == kMostCouncilFlows) {
      appraisal->set_council_flows_left_out(appraisal->council_flows_left_out() + 1);
      continue;
    }
    const auto told = Told(pence, kWhat);
    if (!told.ok()) return told.status();
    v1::CouncilFlow* flow = appraisal->add_council_flows();
    flow->set_council(key.first);
    flow->set_financial_year(FinancialYearFrom(key.second));
    flow->set_net_pence(*told);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Appraisal> AppraisalMaker::Done() {
  if (terms_.span.last < terms_.span.first) {
    terms_.span.last = std::max(terms_.span.first, last_);
  }
  AdjustForOptimism();
  v1::Appraisal appraisal;
  const auto outside = Told(outside_, kWhat);
  if (!outside.ok()) return outside.status();
  appraisal.set_outside_pence(*outside);
  appraisal.set_discount_percent(terms_.rate_text);
  appraisal.set_line_kind(terms_.line_kind);
  absl::Status status = AddYears(&appraisal);
  if (status.ok()) status = AddTornado(&appraisal);
  if (status.ok()) status = AddCouncils(&appraisal);
  if (!status.ok()) return status;
  return appraisal;
}

}  // namespace concordat::benefits
