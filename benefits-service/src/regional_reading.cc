#include "benefits-service/src/regional_reading.h"

#include <set>
#include <utility>

#include "benefits-service/src/expression.h"
#include "common/base/date.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

constexpr int kMostSums = 200;

// True of what is of a year, or of a span that it lies in, over `t`.
SqlPart IsOfYear(std::string_view year) {
  const auto days = ParseFinancialYear(year);
  if (!days.ok()) return {"FALSE", {}};
  return {
      "(t.financial_year = ? OR (t.financial_year = '' AND t.period_from_first <= ?"
      " AND t.period_to_last >= ?))",
      {std::string(year), FormatDay(days->first), FormatDay(days->last)}};
}

SqlPart IsOfProgramme(const std::string& programme) {
  if (programme.empty()) return {};
  return {" AND t.programme = ?", {programme}};
}

enum Cell { kProgramme, kIsTotal, kTasks, kBudget, kCostAlone, kPrinted, kWithPrinted };

}  // namespace

absl::StatusOr<std::vector<RegionalProgramme>> ReadRegionalProgrammes(
    const Records& records, std::string_view year, const std::string& programme) {
  SqlPart sql = {
      "SELECT t.programme, t.is_total, COUNT(*), SUM(t.budget_pence), SUM(t.cost_alone_pence),"
      " SUM(t.printed_saving_pence), COUNT(t.printed_saving_pence) FROM ",
      {}};
  sql.Add(records.InForce<v1::RegionalTask>()).Add(" t WHERE ");
  sql.Add(IsOfYear(year)).Add(IsOfProgramme(programme));
  // The tasks of a programme before its totals.
  sql.Add(" GROUP BY t.programme, t.is_total ORDER BY t.programme, t.is_total");
  std::vector<RegionalProgramme> programmes;
  absl::Status status = records.Query(sql, [&programmes](const Row& row) {
    if (programmes.empty() || programmes.back().sums.programme != row.Text(kProgramme)) {
      programmes.emplace_back().sums.programme = row.Text(kProgramme);
    }
    RegionalProgramme& one = programmes.back();
    if (row.Int(kIsTotal) != 0) {
      if (row.Int(kTasks) == 1 && row.Int(kWithPrinted) == 1) {
        one.printed_total = PenceIn(row, kPrinted);
      }
      return absl::OkStatus();
    }
    one.sums.tasks = row.Int(kTasks);
    one.sums.budget = PenceIn(row, kBudget);
    one.sums.cost_alone = PenceIn(row, kCostAlone);
    one.sums.printed = PenceIn(row, kPrinted);
    one.sums.with_printed = row.Int(kWithPrinted);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return programmes;
}

absl::StatusOr<std::vector<v1::RegionalTask>> ReadRegionalTasks(const Records& records,
                                                                std::string_view year,
                                                                const std::string& programme,
                                                                int most) {
  SqlPart condition = {"t.is_total = 0 AND ", {}};
  condition.Add(IsOfYear(year)).Add(IsOfProgramme(programme));
  return records.Where<v1::RegionalTask>(condition, Records::Order::kPaper, most);
}

absl::StatusOr<int64_t> CountTasksWithoutYear(const Records& records,
                                              const std::string& programme) {
  SqlPart sql = {"SELECT COUNT(*) FROM ", {}};
  sql.Add(records.InForce<v1::RegionalTask>())
      .Add(
          " t WHERE t.is_total = 0 AND t.financial_year = ''"
          " AND (t.period_from_first IS NULL OR t.period_to_last IS NULL)")
      .Add(IsOfProgramme(programme));
  int64_t count = 0;
  absl::Status status = records.Query(sql, [&count](const Row& row) {
    count = row.Int(0);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return count;
}

absl::StatusOr<std::vector<v1::StatedFigure>> ReadSumsOfFigures(const Records& records,
                                                                std::string_view year) {
  SqlPart condition = {
      "t.expression LIKE 'sum(%figure(%' AND (t.financial_year = ''"
      " AND t.period_from_first IS NULL AND t.period_to_last IS NULL OR ",
      {}};
  condition.Add(IsOfYear(year)).Add(")");
  auto sums = records.Where<v1::StatedFigure>(condition, Records::Order::kName, kMostSums);
  if (!sums.ok()) return sums;
  std::set<std::string> held, names;
  for (const v1::StatedFigure& figure : *sums) held.insert(figure.name());
  for (const v1::StatedFigure& figure : *sums) {
    const auto expression = ParseExpression(figure.expression());
    if (!expression.ok()) continue;
    for (const std::string& id : ReferencesOf(*expression)) {
      std::string name = Concat(records.parent(), "/statedFigures/", id);
      if (IsResourceId(id) && !held.contains(name)) names.insert(std::move(name));
    }
  }
  auto parts = records.Named<v1::StatedFigure>({names.begin(), names.end()});
  if (!parts.ok()) return parts.status();
  for (v1::StatedFigure& part : *parts) sums->push_back(std::move(part));
  return sums;
}

}  // namespace concordat::benefits
