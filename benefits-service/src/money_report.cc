#include "benefits-service/src/money_report.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace concordat::benefits {
namespace {

absl::StatusOr<std::map<std::string, v1::Benefit>> ReadLines(const Records& records,
                                                             const std::vector<MoneyRow>& rows) {
  std::set<std::string> names;
  for (const MoneyRow& row : rows) {
    if (row.line != nullptr) names.insert(row.line->benefit);
  }
  auto benefits = records.Named<v1::Benefit>({names.begin(), names.end()});
  if (!benefits.ok()) return benefits.status();
  std::map<std::string, v1::Benefit> by_name;
  for (v1::Benefit& benefit : *benefits) {
    std::string name = benefit.name();
    by_name.emplace(std::move(name), std::move(benefit));
  }
  return by_name;
}

}  // namespace

absl::StatusOr<v1::FinancialSummary> ShowMoney(
    const Records& records, const Money& told, const Money* all,
    absl::FunctionRef<void(std::vector<MoneyRow>* rows)> cut) {
  std::vector<MoneyRow> rows = RowsOf(told);
  if (all != nullptr) KeepTrueRows(RowsOf(*all), &rows);
  absl::Status can_be_told = CheckTold(rows, told.columns.financial_year);
  if (!can_be_told.ok()) return can_be_told;
  cut(&rows);
  const auto benefits = ReadLines(records, rows);
  if (!benefits.ok()) return benefits.status();
  return ShowMoney(told.columns, rows, *benefits);
}

absl::StatusOr<v1::FinancialSummary> TellMoney(
    const Records& records, const Scope& scope, const std::string& financial_year,
    absl::FunctionRef<void(std::vector<MoneyRow>* rows)> cut) {
  const auto told = ReadMoney(records, MoneyMaker(scope, records.at().day, financial_year));
  if (!told.ok()) return told.status();
  if (!records.at().public_only) return ShowMoney(records, *told, nullptr, cut);
  // Of the same year and councils, so that rows can be held against one another.
  const auto all = ReadMoney(records.OfAll(), MoneyMaker(scope, told->columns));
  if (!all.ok()) return all.status();
  return ShowMoney(records, *told, &*all, cut);
}

absl::StatusOr<v1::FinancialSummary> TellFinancialSummary(const Records& records,
                                                          const Scope& scope,
                                                          const std::string& financial_year) {
  RowsLeftOut left_out;
  auto summary =
      TellMoney(records, scope, financial_year, [&left_out](std::vector<MoneyRow>* rows) {
        left_out = CutToFirst(kMaxReportLines, kMaxReportGroups, rows);
      });
  if (!summary.ok()) return summary;
  summary->set_lines_left_out(left_out.lines);
  summary->set_groups_left_out(left_out.groups);
  return summary;
}

}  // namespace concordat::benefits
