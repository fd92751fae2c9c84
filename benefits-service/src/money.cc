#include "benefits-service/src/money.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

// Leaves out what is hidden, which shares read as those of none.
MoneyColumns Columns(std::string year, const std::set<std::string>& councils,
                     const std::set<std::string>& hidden) {
  MoneyColumns columns = {std::move(year), {}};
  std::ranges::set_difference(councils, hidden, std::back_inserter(columns.councils));
  return columns;
}

}  // namespace

int64_t AddPence(int64_t a, int64_t b) {
  int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return a > 0 ? std::numeric_limits<int64_t>::max() : std::numeric_limits<int64_t>::min();
}

void Amounts::Add(const Amounts& other) {
  for (const auto& [council, pence] : other.budget) {
    int64_t& own = budget[council];
    own = AddPence(own, pence);
  }
  total_budget = AddPence(total_budget, other.total_budget);
  actual = AddPence(actual, other.actual);
}

int64_t Amounts::variance() const {
  int64_t variance = 0;
  if (!__builtin_sub_overflow(actual, total_budget, &variance)) return variance;
  return actual > total_budget ? std::numeric_limits<int64_t>::max()
                               : std::numeric_limits<int64_t>::min();
}

int MoneyColumns::PlaceOf(const std::string& council) const {
  const auto found = std::ranges::lower_bound(councils, council);
  const bool is_one = found != councils.end() && *found == council;
  return is_one ? static_cast<int>(found - councils.begin()) : -1;
}

absl::StatusOr<MoneyColumns> ReadMoneyColumns(const Records& records, const Scope& scope) {
  // A forecast of later years must not hide the year that is told.
  SqlPart sql = {Concat("SELECT ", WorkIn("b"), ", s.council, MAX(IF(l.kind = ",
                        static_cast<int>(ShareLine::KIND_FORECAST), ", '', l.financial_year))"),
                 {}};
  sql.Add(records.ShareLines()).Add(" GROUP BY s.name");
  std::string newest;
  std::set<std::string> councils;
  absl::Status status = records.Query(sql, [&](const Row& row) {
    if (!scope.Holds(std::string(row.Text(0)))) return absl::OkStatus();
    if (!row.Text(1).empty()) councils.emplace(row.Text(1));
    if (row.Text(2) > newest) newest = row.Text(2);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  const auto hidden = records.HiddenCouncils();
  if (!hidden.ok()) return hidden.status();
  return Columns(std::move(newest), councils, *hidden);
}

MoneyColumns MoneyColumnsOf(const std::vector<ShareOutline>& shares, const Scope& scope) {
  std::string newest;
  std::set<std::string> councils;
  for (const ShareOutline& share : shares) {
    if (!scope.Holds(share.work)) continue;
    if (!share.council.empty()) councils.insert(share.council);
    newest = std::max(newest, share.newest_year);
  }
  return Columns(std::move(newest), councils, {});
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
