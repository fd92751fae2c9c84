#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/candidates.h"
#include "benefits-service/src/pence.h"
#include "common/base/text.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

// Actuals less budgets: a decimal, which holds whatever they come to.
std::string VarianceIn() {
  return Concat("SUM(IF(l.kind = ", static_cast<int>(ShareLine::KIND_ACTUAL),
                ", l.amount_pence, 0)) - SUM(IF(l.kind = ",
                static_cast<int>(ShareLine::KIND_BUDGET), ", l.amount_pence, 0))");
}

std::string IsCounted() {
  return Concat("l.kind IN (", static_cast<int>(ShareLine::KIND_BUDGET), ", ",
                static_cast<int>(ShareLine::KIND_ACTUAL), ")");
}

// What each cost adds to the variance of a year.
absl::Status ReadCostsOf(const Records& records, const std::string& year, Variance* variance) {
  SqlPart sql = {Concat("SELECT b.name, ", VarianceIn()), {}};
  sql.Add(ShareLines(records))
      .Add(Concat(" WHERE l.financial_year = ? AND b.is_cost <> 0 AND ", IsCounted(),
                  " GROUP BY s.name ORDER BY b.position, b.name, s.name"),
           {year});
  std::vector<std::pair<std::string, Pence>> costs;
  absl::Status status = records.Query(sql, [&costs](const Row& row) {
    if (costs.empty() || costs.back().first != row.Text(0)) costs.emplace_back(row.Text(0), 0);
    costs.back().second += PenceIn(row, 1);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  std::set<std::string> names;
  for (const auto& [name, pence] : costs) names.insert(name);
  auto benefits = records.Named<v1::Benefit>({names.begin(), names.end()});
  if (!benefits.ok()) return benefits.status();
  std::map<std::string, v1::Benefit> by_name;
  for (v1::Benefit& benefit : *benefits) by_name[benefit.name()] = benefit;
  for (const auto& [name, pence] : costs) variance->of_costs.emplace_back(by_name[name], pence);
  return absl::OkStatus();
}

// Of those years alone: most have no more cost than was budgeted.
absl::Status ReadAllOf(const Records& records, std::map<std::string, Variance>* variances) {
  SqlPart sql = {Concat("SELECT l.financial_year, ", VarianceIn()), {}};
  sql.Add(ShareLines(records))
      .Add(Concat(" WHERE ", IsCounted(), " AND l.financial_year IN (NULL"));
  for (const auto& [year, variance] : *variances) sql.Add(", ?", {year});
  sql.Add(") GROUP BY l.financial_year");
  return records.Query(sql, [variances](const Row& row) {
    (*variances)[std::string(row.Text(0))].all = PenceIn(row, 1);
    return absl::OkStatus();
  });
}

}  // namespace

absl::Status ReadVariances(const Records& records, Facts* facts) {
  SqlPart sql = {Concat("SELECT l.financial_year, ", VarianceIn()), {}};
  sql.Add(ShareLines(records))
      .Add(Concat(" WHERE b.is_cost <> 0 AND ", IsCounted(), " GROUP BY l.financial_year"));
  absl::Status status = records.Query(sql, [facts](const Row& row) {
    // Cost that stayed out makes a year better, or is not looked at.
    const Pence costs = PenceIn(row, 1);
    if (costs > 0) facts->variances[std::string(row.Text(0))].costs = costs;
    return absl::OkStatus();
  });
  if (status.ok() && !facts->variances.empty()) status = ReadAllOf(records, &facts->variances);
  for (auto& [year, variance] : facts->variances) {
    if (status.ok() && variance.is_unspent_cost()) status = ReadCostsOf(records, year, &variance);
  }
  return status;
}

}  // namespace concordat::benefits
