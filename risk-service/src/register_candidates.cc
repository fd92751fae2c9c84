// Which actions are due, and what some records of a register lack that others have: SQL
// counts them, the first are picked in the register's order, which it cannot tell.
#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "common/sql/bulk.h"
#include "risk-service/src/first_placed.h"
#include "risk-service/src/register_tables.h"

namespace concordat::risk {
namespace {

// The register of a record `k`.
constexpr char kRegister[] = "SUBSTRING_INDEX(k.name, '/', 4)";

// True of a treatment `k` that is an action.
std::string IsAction() { return Concat("k.kind = ", int{v1::TREATMENT_KIND_ACTION}); }

// True of one that is still to be done.
std::string IsPlanned() {
  return Concat("(", IsAction(), " AND k.completed = '' AND k.state NOT IN (",
                int{v1::TREATMENT_STATE_DONE}, ", ", int{v1::TREATMENT_STATE_CANCELLED}, "))");
}

}  // namespace

SqlPart RegisterTables::TreatmentsInForce() const {
  SqlPart part = {"(", {}};
  part.Add(RowsInForce(ledger_.registry().TypeOf<v1::Treatment>(), parent_ + "/registers/-/risks/-",
                       at_));
  return part.Add(")");
}

SqlPart RegisterTables::ActionsOnOpenRisks() const {
  SqlPart part = TreatmentsInForce();
  part.Add(" k JOIN ").Add(RisksInForce(at_.day));
  return part.Add(Concat(" r ON r.name = SUBSTRING_INDEX(k.name, '/', 6) WHERE ", IsAction()));
}

absl::StatusOr<PlannedActions> RegisterTables::Planned() const {
  SqlPart query = {Concat("SELECT k.name, k.deadline = '', ", kRegister, " FROM "), {}};
  query.Add(TreatmentsInForce());
  query.Add(Concat(" k WHERE ", IsPlanned(), " AND (k.deadline_first < ? OR k.deadline = '')"),
            {FormatDay(at_.day)});
  PlannedActions planned;
  absl::Status status = connection_.Query(query.text, query.values, [&planned](const Row& row) {
    if (row.Int(1) != 0) {
      planned.registers_lacking.emplace(row.Text(2));
    } else {
      planned.due.emplace_back(row.Text(0));
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return planned;
}

absl::Status RegisterTables::AddFirst(const SqlPart& listed, LackingByRegister* lacking) const {
  std::vector<std::string> registers;
  for (const auto& [name, one] : *lacking) registers.push_back(name);
  return ForEachPart(
      std::span<const std::string>(registers), [&](const std::vector<std::string>& part) {
        SqlPart query = listed;
        query.Add(" AND ").Add(IsAmong(kRegister, part));
        std::map<std::string, std::vector<Placed>> first;
        absl::Status status = connection_.Query(query.text, query.values, [&first](const Row& row) {
          KeepFirst({std::string(row.Text(1)), std::string(row.Text(0))},
                    &first[std::string(row.Text(2))]);
          return absl::OkStatus();
        });
        for (auto& [name, placed] : first) {
          std::ranges::sort_heap(placed, Precedes);
          for (Placed& one : placed) (*lacking)[name].names.push_back(std::move(one.name));
        }
        return status;
      });
}

absl::StatusOr<LackingByRegister> RegisterTables::RisksWithoutOwner(
    const StandingsByRegister& now) const {
  LackingByRegister lacking;
  for (const auto& [name, standings] : now) {
    Lacking one;
    for (const Standing& standing : standings) {
      one.having += standing.count - standing.without_owner;
      one.lacking += standing.without_owner;
      one.marking = std::max(one.marking, standing.without_owner_marking);
    }
    if (one.having > 0 && one.lacking > 0) lacking.emplace(name, std::move(one));
  }
  SqlPart listed = {Concat("SELECT k.name, k.reference, ", kRegister, " FROM "), {}};
  listed.Add(RisksInForce(at_.day)).Add(" k WHERE k.owner_role = ''");
  absl::Status status = AddFirst(listed, &lacking);
  if (!status.ok()) return status;
  return lacking;
}

absl::StatusOr<LackingByRegister> RegisterTables::ActionsWithoutDeadline(
    const std::set<std::string>& registers) const {
  const std::string lacks = Concat("(k.deadline = '' AND ", IsPlanned(), ")");
  SqlPart counts = {
      Concat("SELECT ", kRegister,
             " AS register_name, COUNT(IF(k.deadline <> '', 1, NULL)), COUNT(IF(", lacks,
             ", 1, NULL)), MAX(IF(", lacks, ", GREATEST(k.marking, r.marking), 0)) FROM "),
      {}};
  counts.Add(ActionsOnOpenRisks()).Add(" AND ");
  LackingByRegister lacking;
  const std::vector<std::string> names(registers.begin(), registers.end());
  absl::Status status =
      ForEachPart(std::span<const std::string>(names), [&](const std::vector<std::string>& part) {
        SqlPart query = counts;
        query.Add(IsAmong(kRegister, part)).Add(" GROUP BY register_name");
        return connection_.Query(query.text, query.values, [&lacking](const Row& row) {
          if (row.Int(1) == 0 || row.Int(2) == 0) return absl::OkStatus();
          Lacking& one = lacking[std::string(row.Text(0))];
          one.having = row.Int(1);
          one.lacking = row.Int(2);
          one.marking = static_cast<type::v1::Marking>(row.Int(3));
          return absl::OkStatus();
        });
      });
  SqlPart listed = {Concat("SELECT k.name, r.reference, ", kRegister, " FROM "), {}};
  listed.Add(ActionsOnOpenRisks()).Add(Concat(" AND ", lacks));
  if (status.ok()) status = AddFirst(listed, &lacking);
  if (!status.ok()) return status;
  return lacking;
}

}  // namespace concordat::risk
