#include "benefits-service/src/region_totals.h"

#include <algorithm>

#include "benefits-service/src/financial_year.h"
#include "benefits-service/src/rounding.h"
#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

constexpr std::array<ShareLine::Kind, 4> kLineKinds = {
    ShareLine::KIND_BUDGET, ShareLine::KIND_FORECAST, ShareLine::KIND_ACTUAL,
    ShareLine::KIND_TARGET};
constexpr size_t kBudget = 0, kActual = 2;
// Prices a million times those of an index of one, either way.
constexpr int64_t kMostIndex = 1'000'000;

absl::Status CheckYear(const Prices& prices, const std::string& year) {
  if (prices.index.contains(year)) return absl::OkStatus();
  return InvalidField("deflators", Concat("give no index for ", year));
}

}  // namespace

absl::StatusOr<std::optional<Prices>> PricesOf(const v1::CalculateRegionTotalsRequest& request,
                                               const YearSpan& span) {
  if (request.price_base().empty()) {
    if (request.deflators().empty()) return std::optional<Prices>();
    return InvalidField("price_base", "is missing, to which the deflators lead");
  }
  if (request.deflators_source().empty()) {
    return InvalidField("deflators_source", "does not say where the deflators come from");
  }
  Prices prices = {request.price_base(), {}};
  for (int i = 0; i < request.deflators_size(); ++i) {
    const v1::Deflator& deflator = request.deflators(i);
    const std::string field = Concat("deflators[", i, "].index");
    const auto index = Millionths(deflator.index(), 0, kMostIndex);
    if (!index.ok()) return InvalidField(field, ToStd(index.status().message()));
    if (*index == 0) return InvalidField(field, "is nought");
    prices.index[deflator.financial_year()] = *index;
  }
  absl::Status status = CheckYear(prices, prices.base_year);
  for (int64_t year = span.first; status.ok() && year <= span.last; ++year) {
    status = CheckYear(prices, FinancialYearFrom(year));
  }
  if (!status.ok()) return status;
  return std::make_optional(std::move(prices));
}

HandOvers::HandOvers(const std::vector<v1::HandOver>& records) {
  for (const v1::HandOver& record : records) {
    const auto day = ParsePartialDate(record.from().date());
    if (!day.ok()) continue;
    const std::string& of = !record.benefit().empty()   ? record.benefit()
                            : !record.project().empty() ? record.project()
                                                        : record.programme();
    // 1 April of the year, or of the next one.
    const absl::CivilDay first = day->first;
    const int64_t year =
        first <= absl::CivilDay(first.year(), 4, 1) ? first.year() : first.year() + 1;
    const auto [held, added] = from_.emplace(of, From{year, record.to_unit()});
    if (!added && year < held->second.year) held->second = {year, record.to_unit()};
  }
  from_.erase("");
}

const HandOvers::From* HandOvers::Of(const v1::Benefit& benefit) const {
  const From* earliest = nullptr;
  for (const std::string* of : {&benefit.name(), &benefit.project(), &benefit.programme()}) {
    const auto found = from_.find(*of);
    if (found == from_.end()) continue;
    const From& from = found->second;
    if (!from.unit.empty() && from.unit == benefit.org_unit()) continue;
    if (earliest == nullptr || from.year < earliest->year) earliest = &from;
  }
  return earliest;
}

void RegionTotalsMaker::Sums::Add(const Sums& other) {
  stated += other.stated;
  fresh += other.fresh;
  rolled_over += other.rolled_over;
  handed_over += other.handed_over;
  real += other.real;
}

void RegionTotalsMaker::Add(const ShareOutline& share) {
  const v1::Benefit& benefit = share.benefit;
  const HandOvers::From* const handed = hand_overs_.Of(benefit);
  for (size_t kind = 0; kind < kKinds; ++kind) {
    ForEachLevel(share, kLineKinds[kind], span_, [&](const LineLevel& level) {
      const bool is_handed = handed != nullptr && level.year >= handed->year;
      auto& rows = is_handed ? handed_over_[handed->unit] : rows_;
      rows[{share.council, benefit.kind(), benefit.is_cost(), level.year}][kind].Add(
          {.stated = level.stated, .fresh = level.fresh, .rolled_over = level.rolled_over});
      if (!is_handed && level.is_stated && !benefit.org_unit().empty()) {
        plan_lines_.emplace(benefit.org_unit(), level.year, kind);
      }
    });
  }
}

// What the plan states itself counts there; what it does not stays where it is.
void RegionTotalsMaker::SettleHandedOver() {
  for (const auto& [unit, rows] : handed_over_) {
    for (const auto& [key, row] : rows) {
      for (size_t kind = 0; kind < kKinds; ++kind) {
        Sums sums = row[kind];
        if (!unit.empty() && plan_lines_.contains({unit, std::get<3>(key), kind})) {
          sums = {.handed_over = sums.fresh + sums.rolled_over};
        }
        rows_[key][kind].Add(sums);
      }
    }
  }
  handed_over_.clear();
}

// The real amounts of a year add up to that of all of them.
void RegionTotalsMaker::AddReal(const Prices& prices) {
  const absl::int128 base = prices.index.at(prices.base_year);
  std::map<std::pair<int64_t, size_t>, RunningQuotient> quotients;
  for (auto& [key, row] : rows_) {
    const int64_t year = std::get<3>(key);
    const absl::int128 index = prices.index.at(FinancialYearFrom(year));
    for (size_t kind = 0; kind < kKinds; ++kind) {
      auto& next = quotients.try_emplace({year, kind}, RunningQuotient(index)).first->second;
      row[kind].real = next.Next((row[kind].fresh + row[kind].rolled_over) * base);
    }
  }
}

absl::Status RegionTotalsMaker::Show(const Key& key, const Row& row, bool has_real,
                                     v1::RegionTotal* total) {
  const auto& [council, type, is_cost, year] = key;
  total->set_council(council);
  total->set_kind(static_cast<v1::Benefit::Kind>(type));
  total->set_is_cost(is_cost);
  total->set_financial_year(FinancialYearFrom(year));
  const std::string what = Concat("the totals of ", total->financial_year());
  absl::Status status;
  const auto tell = [&](Pence pence) {
    const auto told = Told(pence, what);
    if (!told.ok()) status = told.status();
    return told.value_or(0);
  };
  const std::array<v1::RegionAmounts*, kKinds> amounts = {
      total->mutable_budget(), total->mutable_forecast(), total->mutable_actual(),
      total->mutable_target()};
  for (size_t kind = 0; kind < kKinds; ++kind) {
    amounts[kind]->set_stated_pence(tell(row[kind].stated));
    amounts[kind]->set_new_pence(tell(row[kind].fresh));
    amounts[kind]->set_rolled_over_pence(tell(row[kind].rolled_over));
    amounts[kind]->set_handed_over_pence(tell(row[kind].handed_over));
    if (has_real) amounts[kind]->set_real_pence(tell(row[kind].real));
  }
  total->set_variance_pence(tell(row[kActual].stated - row[kBudget].stated));
  return status;
}

absl::StatusOr<v1::CalculateRegionTotalsResponse> RegionTotalsMaker::Done(
    const std::optional<Prices>& prices) {
  SettleHandedOver();
  if (prices.has_value()) AddReal(*prices);
  v1::CalculateRegionTotalsResponse response;
  std::map<int64_t, Row> years;
  for (const auto& [key, row] : rows_) {
    Row& all = years[std::get<3>(key)];
    for (size_t kind = 0; kind < kKinds; ++kind) all[kind].Add(row[kind]);
    absl::Status status = Show(key, row, prices.has_value(), response.add_totals());
    if (!status.ok()) return status;
  }
  for (const auto& [year, row] : years) {
    absl::Status status = Show({"", 0, false, year}, row, prices.has_value(), response.add_years());
    if (!status.ok()) return status;
  }
  if (prices.has_value()) response.set_price_base(prices->base_year);
  return response;
}

void KeepTrueTotals(const v1::CalculateRegionTotalsResponse& others,
                    v1::CalculateRegionTotalsResponse* totals) {
  const auto keep = [](const auto& all, auto* told) {
    std::set<std::string> texts;
    for (const v1::RegionTotal& one : all) texts.insert(one.SerializeAsString());
    const auto end = std::remove_if(told->begin(), told->end(), [&texts](const auto& one) {
      return !texts.contains(one.SerializeAsString());
    });
    told->erase(end, told->end());
  };
  keep(others.totals(), totals->mutable_totals());
  keep(others.years(), totals->mutable_years());
}

void CutTotals(int most, v1::CalculateRegionTotalsResponse* totals) {
  const int beyond = totals->totals_size() - most;
  if (beyond <= 0) return;
  totals->mutable_totals()->DeleteSubrange(most, beyond);
  totals->set_totals_left_out(beyond);
}

}  // namespace concordat::benefits
