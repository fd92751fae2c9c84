#include "benefits-service/src/money.h"

#include <absl/strings/str_format.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "benefits-service/src/work.h"
#include "common/base/text.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

// `2011-12` for a day from 1 April 2011 to 31 March 2012.
std::string FinancialYearOf(absl::CivilDay day) {
  const auto first = day.month() < 4 ? day.year() - 1 : day.year();
  return absl::StrFormat("%04d-%02d", first, (first + 1) % 100);
}

// Leaves out what is hidden, which shares read as those of none.
MoneyColumns Columns(std::string year, std::set<std::string> years,
                     const std::set<std::string>& councils, const std::set<std::string>& hidden) {
  years.erase(year);
  MoneyColumns columns = {std::move(year), {years.begin(), years.end()}, {}};
  std::ranges::set_difference(councils, hidden, std::back_inserter(columns.councils));
  return columns;
}

}  // namespace

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

absl::StatusOr<MoneyColumns> ReadMoneyColumns(const Records& records, const Scope& scope,
                                              const std::string& financial_year) {
  // A forecast is of no year that is told.
  SqlPart sql = {Concat("SELECT DISTINCT ", WorkIn("b"), ", s.council, IF(l.kind = ",
                        static_cast<int>(ShareLine::KIND_FORECAST), ", '', l.financial_year)"),
                 {}};
  sql.Add(ShareLines(records));
  std::set<std::string> years, councils;
  absl::Status status = records.Query(sql, [&](const Row& row) {
    if (!scope.Holds(std::string(row.Text(0)))) return absl::OkStatus();
    if (!row.Text(1).empty()) councils.emplace(row.Text(1));
    if (!row.Text(2).empty()) years.emplace(row.Text(2));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  const auto hidden = HiddenCouncils(records);
  if (!hidden.ok()) return hidden.status();
  std::string shown = financial_year;
  if (shown.empty()) shown = YearToShow(years, records.at().day);
  return Columns(std::move(shown), std::move(years), councils, *hidden);
}

MoneyColumns MoneyColumnsOf(const std::vector<ShareOutline>& shares, const Scope& scope,
                            absl::CivilDay day) {
  std::set<std::string> years, councils;
  for (const ShareOutline& share : shares) {
    if (!scope.Holds(share.work)) continue;
    if (!share.council.empty()) councils.insert(share.council);
    for (const absl::string_view year : absl::StrSplit(share.years, ',', absl::SkipEmpty())) {
      years.emplace(year);
    }
  }
  std::string shown = YearToShow(years, day);
  return Columns(std::move(shown), std::move(years), councils, {});
}

MoneyMaker::MoneyMaker(const Scope& scope, MoneyColumns columns) : scope_(scope) {
  money_.columns = std::move(columns);
}

void MoneyMaker::Add(const ShareSums& share) {
  const auto amounts = share.years.find(money_.columns.financial_year);
  if (amounts == share.years.end() || !amounts->second.is_counted) return;
  if (!scope_.Holds(WorkOf(share.benefit))) return;
  auto& benefits = money_.benefits;
  if (benefits.empty() || benefits.back().benefit != share.benefit.name()) {
    const auto& groups = share.benefit.groups();
    GroupPath path = benefits.empty() ? nullptr : benefits.back().groups;
    if (path == nullptr || !std::ranges::equal(*path, groups)) {
      path = std::make_shared<const std::vector<std::string>>(groups.begin(), groups.end());
    }
    benefits.push_back({share.benefit.name(), std::move(path), {}});
  }
  Amounts own = {
      .budget = {}, .total_budget = amounts->second.budget, .actual = amounts->second.actual};
  const int place = money_.columns.PlaceOf(share.council);
  if (place >= 0) own.budget[place] = own.total_budget;
  benefits.back().amounts.Add(own);
}

absl::StatusOr<Money> ReadMoney(const Records& records, const Scope& scope, MoneyColumns columns) {
  const std::string year = columns.financial_year;
  MoneyMaker maker(scope, std::move(columns));
  // Without a year there is nothing; the empty one would stand for all.
  if (year.empty()) return maker.Done();
  absl::Status status =
      ReadShareSums(records, {year}, [&maker](const ShareSums& share) { maker.Add(share); });
  if (!status.ok()) return status;
  return maker.Done();
}

}  // namespace concordat::benefits
