#include "programme-service/src/plan_tables.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "concordat/programme/v1/org_unit.pb.h"

namespace concordat::programme {
namespace {

constexpr char kPence[] = "DECIMAL(38, 6)";

// A figure as a number; texts of the kind hold decimals alone.
std::string Amount(const char* alias) { return Concat("CAST(", alias, ".amount AS ", kPence, ")"); }

// Totals that differ from what the units directly below have of the same measure.
absl::Status ReadTotals(const Records& records, Facts* facts) {
  SqlPart query = {Concat("SELECT t.name, CAST(SUM(", Amount("c"), ") AS CHAR), COUNT(*), MAX(",
                          Amount("t"), ") AS printed FROM "),
                   {}};
  query.Add(records.InForce<v1::BaselineFact>()).Add(" t JOIN ");
  query.Add(records.InForce<v1::OrgUnit>()).Add(" u ON u.parent_unit = t.subject JOIN ");
  query.Add(records.InForce<v1::BaselineFact>());
  query.Add(Concat(
      " c ON c.subject = u.name AND c.measure = t.measure AND c.part = t.part AND c.unit = t.unit"
      " AND c.council = t.council AND c.financial_year = t.financial_year"
      " AND c.as_of_date = t.as_of_date AND c.is_total = 0 AND c.amount <> ''"
      " WHERE t.is_total = 1 AND t.amount <> '' AND t.amount_high = '' GROUP BY t.name"
      " HAVING SUM(",
      Amount("c"), ") <> printed ORDER BY t.name"));
  std::map<std::string, WrongTotal> wrong;
  absl::Status status = records.Query(query, [&wrong](const Row& row) {
    WrongTotal& one = wrong[std::string(row.Text(0))];
    one.computed = row.Text(1);
    one.parts = static_cast<int>(row.Int(2));
    return absl::OkStatus();
  });
  if (!status.ok() || wrong.empty()) return status;
  std::vector<std::string> names;
  for (const auto& [name, one] : wrong) names.push_back(name);
  auto totals = records.Named<v1::BaselineFact>(std::move(names));
  if (!totals.ok()) return totals.status();
  for (v1::BaselineFact& total : *totals) {
    WrongTotal& one = wrong[total.name()];
    one.total = std::move(total);
    facts->wrong_totals.push_back(std::move(one));
  }
  return absl::OkStatus();
}

absl::Status ReadSubscriptions(const Records& records, Facts* facts) {
  auto read =
      records.Where<v1::Subscription>({"t.count IS NOT NULL AND t.total_pence IS NOT NULL"
                                       " AND t.count * t.rate_pence <> t.total_pence",
                                       {}});
  if (!read.ok()) return read.status();
  facts->subscriptions = *std::move(read);
  return absl::OkStatus();
}

// True of an action `a` with a deadline `d` that can be no day of its plan. What goes on
// beyond its deadline, or is continuous, lies after no plan's beginning.
constexpr char kOutside[] =
    "(a.plan_period_from_first IS NOT NULL AND d.due_date_last < a.plan_period_from_first)"
    " OR (a.plan_period_to_last IS NOT NULL AND d.due_date_first > a.plan_period_to_last)";

absl::Status ReadActions(const Records& records, Facts* facts) {
  SqlPart query = {"SELECT a.name FROM ", {}};
  query.Add(records.InForce<v1::Action>());
  query.Add(
      " a JOIN action_deadlines d ON d.resource_name = a.name AND d.valid_from = a.valid_from"
      " AND d.recorded_by = a.recorded_by WHERE ");
  query.Add(kOutside).Add(" UNION SELECT a.name FROM ").Add(records.InForce<v1::Action>());
  query.Add(" a WHERE a.continues <> '' UNION SELECT a.continues FROM ");
  query.Add(records.InForce<v1::Action>()).Add(" a WHERE a.continues <> ''");
  auto names = records.Names(query);
  if (!names.ok()) return names.status();
  auto actions = records.Named<v1::Action>(*std::move(names));
  if (!actions.ok()) return actions.status();
  facts->actions = *std::move(actions);
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadPlanTables(const Records& records, Facts* facts) {
  absl::Status status = ReadTotals(records, facts);
  if (status.ok()) status = ReadSubscriptions(records, facts);
  return status.ok() ? ReadActions(records, facts) : status;
}

}  // namespace concordat::programme
