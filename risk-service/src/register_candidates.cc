// Which actions are due, and what some records of a register lack that others have: SQL
// counts them, the first are picked in the register's order, which it cannot tell.
#include <algorithm>
#include <string_view>
#include <utility>

#include "common/base/date.h"
#include "common/base/natural_order.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
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

// Of each register how many have something and how many lack it, with the strictest marking
// of the latter, up to `FROM `.
std::string SelectCounts(std::string_view has, std::string_view lacks, std::string_view marking) {
  return Concat("SELECT ", kRegister, " AS register_name, COUNT(IF(", has,
                ", 1, NULL)) AS having_it, COUNT(IF(", lacks, ", 1, NULL)) AS lacking_it, MAX(IF(",
                lacks, ", ", marking, ", 0)) FROM ");
}

// Only registers of which some do and some do not.
constexpr char kOfBoth[] = " GROUP BY register_name HAVING having_it > 0 AND lacking_it > 0";

struct Placed {
  std::string reference, name;
};

bool Precedes(const Placed& a, const Placed& b) {
  if (a.reference != b.reference) return NaturallyBefore(a.reference, b.reference);
  return NaturallyBefore(a.name, b.name);
}

// Keeps the first of a register.
void Keep(Placed placed, std::vector<Placed>* first) {
  first->push_back(std::move(placed));
  std::ranges::push_heap(*first, Precedes);
  if (first->size() <= kMaxNamed) return;
  std::ranges::pop_heap(*first, Precedes);
  first->pop_back();
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

absl::StatusOr<std::vector<std::string>> RegisterTables::DueTreatments() const {
  SqlPart query = {"SELECT k.name FROM ", {}};
  query.Add(TreatmentsInForce());
  query.Add(Concat(" k WHERE ", IsPlanned(), " AND k.deadline_first < ?"), {FormatDay(at_.day)});
  return Names(query);
}

absl::StatusOr<LackingByRegister> RegisterTables::ReadLacking(const SqlPart& counts,
                                                              const SqlPart& listed) const {
  LackingByRegister lacking;
  absl::Status status = connection_.Query(counts.text, counts.values, [&](const Row& row) {
    Lacking& one = lacking[std::string(row.Text(0))];
    one.having = row.Int(1);
    one.lacking = row.Int(2);
    one.marking = static_cast<type::v1::Marking>(row.Int(3));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  if (lacking.empty()) return lacking;
  std::vector<std::string> registers;
  for (const auto& [name, one] : lacking) registers.push_back(name);
  SqlPart query = listed;
  query.Add(" AND ").Add(IsAmong(kRegister, registers));
  std::map<std::string, std::vector<Placed>> first;
  status = connection_.Query(query.text, query.values, [&first](const Row& row) {
    Keep({std::string(row.Text(1)), std::string(row.Text(0))}, &first[std::string(row.Text(2))]);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  for (auto& [name, placed] : first) {
    std::ranges::sort_heap(placed, Precedes);
    for (Placed& one : placed) lacking[name].names.push_back(std::move(one.name));
  }
  return lacking;
}

absl::StatusOr<LackingByRegister> RegisterTables::RisksWithoutOwner() const {
  constexpr char kLacks[] = "k.owner_role = ''";
  SqlPart counts = {SelectCounts("k.owner_role <> ''", kLacks, "k.marking"), {}};
  counts.Add(RisksInForce(at_.day)).Add(" k").Add(kOfBoth);
  SqlPart listed = {Concat("SELECT k.name, k.reference, ", kRegister, " FROM "), {}};
  listed.Add(RisksInForce(at_.day)).Add(Concat(" k WHERE ", kLacks));
  return ReadLacking(counts, listed);
}

absl::StatusOr<LackingByRegister> RegisterTables::ActionsWithoutDeadline() const {
  const std::string lacks = Concat("(k.deadline = '' AND ", IsPlanned(), ")");
  SqlPart counts = {SelectCounts("k.deadline <> ''", lacks, "GREATEST(k.marking, r.marking)"), {}};
  counts.Add(ActionsOnOpenRisks()).Add(kOfBoth);
  SqlPart listed = {Concat("SELECT k.name, r.reference, ", kRegister, " FROM "), {}};
  listed.Add(ActionsOnOpenRisks()).Add(Concat(" AND ", lacks));
  return ReadLacking(counts, listed);
}

}  // namespace concordat::risk
