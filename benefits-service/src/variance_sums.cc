#include "benefits-service/src/variance_sums.h"

#include <algorithm>

namespace concordat::benefits {

using v1::ShareLine;

void VarianceSums::Add(const ShareOutline& share) {
  const v1::Benefit& benefit = share.benefit;
  if (benefit.is_cost() && (costs_.empty() || costs_.back().second != benefit.name())) {
    costs_.emplace_back(benefit.position(), benefit.name());
  }
  for (const ShareYear& year : share.years) {
    if (!year.Has(ShareLine::KIND_ACTUAL) && !year.Has(ShareLine::KIND_BUDGET)) continue;
    const Pence pence = year.amounts.actual - year.amounts.budget;
    Sums& sums = years_[year.year];
    sums.all += pence;
    if (!benefit.is_cost()) continue;
    sums.costs += pence;
    const size_t cost = costs_.size() - 1;
    if (sums.of_costs.empty() || sums.of_costs.back().first != cost) {
      sums.of_costs.emplace_back(cost, 0);
    }
    sums.of_costs.back().second += pence;
  }
}

absl::Status VarianceSums::ReadCosts(const Records& records, const Sums& sums,
                                     Variance* variance) const {
  std::vector<std::pair<size_t, Pence>> in_order = sums.of_costs;
  std::ranges::sort(in_order, {}, [this](const auto& one) { return costs_[one.first]; });
  std::vector<std::string> names;
  for (const auto& [cost, pence] : in_order) names.push_back(costs_[cost].second);
  auto benefits = records.Named<v1::Benefit>(names);
  if (!benefits.ok()) return benefits.status();
  std::map<std::string, v1::Benefit> by_name;
  for (v1::Benefit& benefit : *benefits) by_name[benefit.name()] = benefit;
  for (const auto& [cost, pence] : in_order) {
    variance->of_costs.emplace_back(by_name[costs_[cost].second], pence);
  }
  return absl::OkStatus();
}

absl::Status VarianceSums::Read(const Records& records, Facts* facts) const {
  for (const auto& [year, sums] : years_) {
    // Cost that stayed out makes a year better, or is not looked at.
    if (sums.costs <= 0) continue;
    Variance& variance = facts->variances[year];
    variance.all = sums.all;
    variance.costs = sums.costs;
    if (!variance.is_unspent_cost()) continue;
    absl::Status status = ReadCosts(records, sums, &variance);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace concordat::benefits
