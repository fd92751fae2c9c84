#include "benefits-service/src/money.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "benefits-service/src/financial_year.h"
#include "benefits-service/src/work.h"

namespace concordat::benefits {

void Amounts::Add(const Amounts& other) {
  for (const auto& [council, pence] : other.budget) budget[council] += pence;
  total_budget += other.total_budget;
  actual += other.actual;
}

bool Amounts::CanBeTold() const {
  return benefits::CanBeTold(total_budget) && benefits::CanBeTold(actual) &&
         benefits::CanBeTold(variance()) && std::ranges::all_of(budget, [](const auto& one) {
           return benefits::CanBeTold(one.second);
         });
}

std::string YearToShow(const std::set<std::string>& years, absl::CivilDay day) {
  const auto after = years.upper_bound(FinancialYearOf(day));
  if (after != years.begin()) return *std::prev(after);
  return after == years.end() ? "" : *after;
}

int MoneyColumns::PlaceOf(const std::string& council) const {
  const auto found = std::ranges::lower_bound(councils, council);
  const bool is_one = found != councils.end() && *found == council;
  return is_one ? static_cast<int>(found - councils.begin()) : -1;
}

MoneyMaker::MoneyMaker(const Scope& scope, absl::CivilDay day, std::string financial_year)
    : scope_(scope), day_(day), year_(std::move(financial_year)), is_asked_(!year_.empty()) {}

MoneyMaker::MoneyMaker(const Scope& scope, MoneyColumns columns)
    : scope_(scope), year_(columns.financial_year), is_asked_(true), columns_(std::move(columns)) {}

void MoneyMaker::AddYears(const ShareOutline& share) {
  bool has_more = false;
  for (const ShareYear& year : share.years) {
    if (year.is_counted()) has_more = years_.insert(year.year).second || has_more;
  }
  if (is_asked_ || !has_more) return;
  std::string shown = YearToShow(years_, day_);
  if (shown == year_) return;
  // No share before had anything in it.
  year_ = std::move(shown);
  lines_.clear();
}

GroupPath MoneyMaker::PathOf(const v1::Benefit& benefit) {
  std::vector<std::string> path(benefit.groups().begin(), benefit.groups().end());
  return paths_.try_emplace(path, std::make_shared<const std::vector<std::string>>(path))
      .first->second;
}

void MoneyMaker::Add(const ShareOutline& share) {
  const v1::Benefit& benefit = share.benefit;
  if (!scope_.Holds(WorkOf(benefit))) return;
  if (!share.council.empty()) councils_.insert(share.council);
  AddYears(share);
  const ShareYear* year = share.Of(year_);
  if (year == nullptr || !year->is_counted()) return;
  if (lines_.empty() || lines_.back().money.benefit != benefit.name()) {
    lines_.push_back({benefit.position(), {benefit.name(), PathOf(benefit), {}}, {}});
  }
  Line& line = lines_.back();
  line.money.amounts.total_budget += year->amounts.budget;
  line.money.amounts.actual += year->amounts.actual;
  if (!share.council.empty()) line.budget[share.council] += year->amounts.budget;
}

Money MoneyMaker::Done() {
  Money money;
  if (columns_.has_value()) {
    money.columns = *std::move(columns_);
  } else {
    years_.erase(year_);
    money.columns = {year_, {years_.begin(), years_.end()}, {councils_.begin(), councils_.end()}};
  }
  std::ranges::sort(lines_, {},
                    [](const Line& line) { return std::tie(line.position, line.money.benefit); });
  for (Line& line : lines_) {
    for (const auto& [council, pence] : line.budget) {
      const int place = money.columns.PlaceOf(council);
      if (place >= 0) line.money.amounts.budget[place] = pence;
    }
    money.benefits.push_back(std::move(line.money));
  }
  return money;
}

absl::StatusOr<Money> ReadMoney(const Records& records, MoneyMaker maker) {
  absl::Status status =
      ReadShares(records, [&maker](const ShareOutline& share) { maker.Add(share); });
  if (!status.ok()) return status;
  return maker.Done();
}

}  // namespace concordat::benefits
