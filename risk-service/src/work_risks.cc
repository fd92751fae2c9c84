#include "risk-service/src/work_risks.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "concordat/risk/v1/matrix.pb.h"
#include "concordat/risk/v1/register.pb.h"
#include "concordat/risk/v1/risk.pb.h"
#include "concordat/risk/v1/treatment.pb.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

using WorksByRegister = std::map<std::string, std::string, std::less<>>;
using Counts = std::map<std::string, v1::WorkRiskCounts, std::less<>>;

// An open risk that concerns a work: what its appetite is judged by.
struct Concerned {
  std::string risk;
  std::string work;
  std::string matrix;
  std::string category;
  v1::Assessment current;
};

SqlPart Below(const Records& records, const ResourceType& type, const std::string& parent) {
  SqlPart part = {"(", {}};
  return part.Add(RowsInForce(type, parent, records.at())).Add(")");
}

SqlPart OpenRisks(const Records& records) {
  SqlPart part = {"(SELECT * FROM ", {}};
  part.Add(Below(records, records.TypeOf<v1::Risk>(), records.parent() + "/registers/-"));
  return part.Add(Concat(" o WHERE o.state IN (", int{v1::RISK_STATE_UNSPECIFIED}, ", ",
                         int{v1::RISK_STATE_OPEN}, "))"));
}

absl::StatusOr<WorksByRegister> ReadRegisters(const Records& records,
                                              const std::vector<std::string>& works) {
  WorksByRegister registers;
  SqlPart query = {"SELECT g.name, g.subject FROM ", {}};
  query.Add(records.InForce<v1::Register>()).Add(" g WHERE ").Add(IsAmong("g.subject", works));
  absl::Status status = records.Query(query, [&registers](const Row& row) {
    registers.emplace(row.Text(0), row.Text(1));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return registers;
}

// The works of the question that a risk concerns: that of its register and those it names.
std::set<std::string> WorksOf(const std::string& name, const v1::Risk& risk,
                              const WorksByRegister& registers,
                              const std::set<std::string>& asked) {
  std::set<std::string> works;
  const auto kept_for = registers.find(ResourceType::ParentOf(name));
  if (kept_for != registers.end()) works.insert(kept_for->second);
  for (const std::string& concern : risk.concerns()) {
    if (asked.contains(concern)) works.insert(concern);
  }
  return works;
}

// Each open risk that concerns one of the works, once for each. Lists of names stand in
// their column as they are sent, where SQL cannot look: what names anything is read.
absl::StatusOr<std::vector<Concerned>> ReadConcerned(const Records& records,
                                                     const WorksByRegister& registers,
                                                     const std::set<std::string>& asked) {
  std::vector<std::string> names;
  for (const auto& [name, work] : registers) names.push_back(name);
  SqlPart query = {
      "SELECT k.name, k.concerns, k.matrix, k.category, k.current_likelihood, k.current_impact,"
      " k.current_stated_score, k.current_computed_score FROM ",
      {}};
  query.Add(OpenRisks(records)).Add(" k WHERE k.concerns <> '' OR ");
  query.Add(IsAmong("SUBSTRING_INDEX(k.name, '/', 4)", names));
  std::vector<Concerned> concerned;
  absl::Status status = records.Query(query, [&](const Row& row) {
    v1::Risk risk;
    if (!risk.ParseFromString(std::string(row.Text(1)))) {
      return absl::DataLossError("what a risk concerns cannot be read");
    }
    v1::Assessment current;
    current.set_likelihood(static_cast<int32_t>(row.Int(4)));
    current.set_impact(static_cast<int32_t>(row.Int(5)));
    current.set_stated_score(static_cast<int32_t>(row.Int(6)));
    current.set_computed_score(static_cast<int32_t>(row.Int(7)));
    const std::string name(row.Text(0));
    for (const std::string& work : WorksOf(name, risk, registers, asked)) {
      concerned.push_back(
          {name, work, std::string(row.Text(2)), std::string(row.Text(3)), current});
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return concerned;
}

absl::Status CountAppetite(const Records& records, const std::vector<Concerned>& concerned,
                           Counts* counts) {
  std::vector<std::string> names;
  for (const Concerned& one : concerned) {
    if (!one.matrix.empty()) names.push_back(one.matrix);
  }
  auto read = records.Named<v1::Matrix>(std::move(names));
  if (!read.ok()) return read.status();
  std::map<std::string, v1::Matrix> matrices;
  for (v1::Matrix& matrix : *read) matrices.emplace(matrix.name(), std::move(matrix));
  for (const Concerned& one : concerned) {
    v1::WorkRiskCounts& count = (*counts)[one.work];
    count.set_open_risks(count.open_risks() + 1);
    const auto matrix = matrices.find(one.matrix);
    if (matrix == matrices.end() || !StatesAppetite(matrix->second, one.category)) {
      count.set_without_appetite(count.without_appetite() + 1);
    } else if (IsAboveAppetite(matrix->second, one.category, one.current)) {
      count.set_above_appetite(count.above_appetite() + 1);
    }
  }
  return absl::OkStatus();
}

// Adds the planned actions past their deadline on the risks that concern works.
absl::Status CountOverdue(const Records& records,
                          const std::multimap<std::string, std::string, std::less<>>& works,
                          Counts* counts) {
  SqlPart query = {"SELECT SUBSTRING_INDEX(k.name, '/', 6) AS risk, COUNT(*) FROM ", {}};
  query.Add(
      Below(records, records.TypeOf<v1::Treatment>(), records.parent() + "/registers/-/risks/-"));
  query.Add(
      Concat(" k WHERE k.kind = ", int{v1::TREATMENT_KIND_ACTION},
             " AND k.completed = '' AND k.state NOT IN (", int{v1::TREATMENT_STATE_DONE}, ", ",
             int{v1::TREATMENT_STATE_CANCELLED}, ") AND k.deadline_last < ? GROUP BY risk"),
      {FormatDay(records.at().day)});
  return records.Query(query, [&](const Row& row) {
    const auto [first, last] = works.equal_range(row.Text(0));
    for (auto work = first; work != last; ++work) {
      v1::WorkRiskCounts& count = (*counts)[work->second];
      count.set_overdue_actions(count.overdue_actions() + static_cast<int32_t>(row.Int(1)));
    }
    return absl::OkStatus();
  });
}

}  // namespace

absl::StatusOr<v1::GetWorkRisksResponse> CountWorkRisks(const Records& records,
                                                        const v1::GetWorkRisksRequest& request) {
  const std::vector<std::string> works(request.works().begin(), request.works().end());
  Counts counts;
  if (!works.empty()) {
    auto registers = ReadRegisters(records, works);
    if (!registers.ok()) return registers.status();
    auto concerned = ReadConcerned(records, *registers, {works.begin(), works.end()});
    if (!concerned.ok()) return concerned.status();
    absl::Status status = CountAppetite(records, *concerned, &counts);
    if (!status.ok()) return status;
    std::multimap<std::string, std::string, std::less<>> by_risk;
    for (const Concerned& one : *concerned) by_risk.emplace(one.risk, one.work);
    status = CountOverdue(records, by_risk, &counts);
    if (!status.ok()) return status;
  }
  v1::GetWorkRisksResponse response;
  for (const std::string& work : works) {
    v1::WorkRiskCounts* count = response.add_works();
    *count = counts[work];
    count->set_work(work);
  }
  return response;
}

}  // namespace concordat::risk
