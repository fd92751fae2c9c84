#include "risk-service/src/roll_ups.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/records.h"
#include "common/service/report_method.h"
#include "common/sql/bulk.h"
#include "concordat/risk/v1/risk_roll_up.pb.h"
#include "risk-service/src/asked_register.h"
#include "risk-service/src/register_tables.h"
#include "risk-service/src/review_due.h"
#include "risk-service/src/roll_up.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

absl::StatusOr<RegisterTree> ReadTree(const Records& records) {
  SqlPart query = {"SELECT g.name, g.title, g.parent_register FROM ", {}};
  query.Add(records.InForce<v1::Register>()).Add(" g");
  std::vector<RegisterNode> nodes;
  absl::Status status = records.Query(query, [&nodes](const Row& row) {
    nodes.push_back({std::string(row.Text(0)), std::string(row.Text(1)), std::string(row.Text(2))});
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return RegisterTree(std::move(nodes));
}

// Open risks above appetite: those that stand alike are judged once.
absl::StatusOr<int64_t> CountAboveAppetite(const Records& records,
                                           const std::set<std::string>& registers, bool all,
                                           const Matrices& matrices) {
  int64_t above = 0;
  const auto count = [&](const SqlPart& among) {
    SqlPart query = {
        "SELECT k.matrix, k.category, k.current_likelihood, k.current_impact,"
        " k.current_stated_score, COUNT(*) FROM ",
        {}};
    query.Add(OpenRisksOf(records, "")).Add(" k WHERE k.matrix <> ''").Add(among);
    query.Add(
        " GROUP BY k.matrix, k.category, k.current_likelihood, k.current_impact,"
        " k.current_stated_score");
    return records.Query(query, [&](const Row& row) {
      v1::Assessment current;
      current.set_likelihood(static_cast<int32_t>(row.Int(2)));
      current.set_impact(static_cast<int32_t>(row.Int(3)));
      current.set_stated_score(static_cast<int32_t>(row.Int(4)));
      current.set_computed_score(current.likelihood() * current.impact());
      const v1::Matrix* matrix = FindMatrix(matrices, std::string(row.Text(0)));
      const bool counts =
          matrix != nullptr && IsAboveAppetite(*matrix, std::string(row.Text(1)), current);
      if (counts) above += row.Int(5);
      return absl::OkStatus();
    });
  };
  if (all) {
    absl::Status status = count({});
    if (!status.ok()) return status;
    return above;
  }
  // Each register stands in one part alone: a part that is filled up would count it twice.
  const std::vector<std::string> names(registers.begin(), registers.end());
  for (size_t i = 0; i < names.size(); i += kMaxKeysInStatement) {
    const auto part = std::span(names).subspan(i, std::min(names.size() - i, kMaxKeysInStatement));
    SqlPart among = {" AND ", {}};
    absl::Status status = count(among.Add(IsAmong("k.list_parent", part)));
    if (!status.ok()) return status;
  }
  return above;
}

absl::Status AddMovement(const RegisterTables& tables, const std::string& compare_to,
                         const std::set<std::string>& registers, const Matrices& matrices,
                         v1::RiskRollUp* roll_up) {
  if (compare_to.empty()) return absl::OkStatus();
  auto earlier = ParseDay(compare_to);
  if (!earlier.ok()) return earlier.status();
  if (*earlier > tables.at().day) return InvalidField("compare_to", "is after the day asked about");
  MovementCounts counts(matrices);
  absl::Status status = tables.ForEachMoved(
      *earlier, registers, [&counts](const RiskOnTwoDays& risk) { counts.Add(risk); });
  if (status.ok()) counts.AddTo(roll_up);
  return status;
}

absl::StatusOr<v1::RiskRollUp> GetRiskRollUp(Connection& connection, const Ledger& ledger,
                                             const v1::GetRiskRollUpRequest& request,
                                             const ReadAt& at) {
  const Records records(connection, ledger.registry(), request.parent(), at);
  const std::string& asked = request.register_();
  if (!asked.empty()) {
    absl::Status status = CheckAskedRecord<v1::Register>(records, "register", asked);
    if (!status.ok()) return status;
  }
  const RegisterTables tables(connection, ledger, request.parent(), "", at);
  auto tree = ReadTree(records);
  if (!tree.ok()) return tree.status();
  auto standings = tables.Standings();
  if (!standings.ok()) return standings.status();
  std::set<std::string> names;
  for (const auto& [name, held] : *standings) {
    for (const Standing& standing : held) names.insert(standing.matrix);
  }
  names.erase("");
  auto matrices = tables.MatricesNamed(names);
  if (!matrices.ok()) return matrices.status();
  v1::RiskRollUp roll_up = ComposeRollUp(*tree, asked, *standings, *matrices);
  const std::set<std::string> registers = tree->AllOf(asked);
  const bool all = std::ranges::all_of(
      *standings, [&registers](const auto& held) { return registers.contains(held.first); });
  auto above = CountAboveAppetite(records, registers, all, *matrices);
  if (!above.ok()) return above.status();
  roll_up.set_above_appetite(*above);
  absl::Status status = AddMovement(tables, request.compare_to(), registers, *matrices, &roll_up);
  if (!status.ok()) return status;
  return roll_up;
}

absl::StatusOr<v1::HeatMap> GetHeatMap(Connection& connection, const Ledger& ledger,
                                       const v1::GetHeatMapRequest& request, const ReadAt& at) {
  const Records records(connection, ledger.registry(), request.parent(), at);
  absl::Status status = CheckAskedRecord<v1::Matrix>(records, "matrix", request.matrix());
  if (status.ok() && !request.register_().empty()) {
    status = CheckAskedRecord<v1::Register>(records, "register", request.register_());
  }
  if (!status.ok()) return status;
  auto matrices = records.Named<v1::Matrix>({request.matrix()});
  if (!matrices.ok()) return matrices.status();
  if (matrices->empty()) return ResourceNotFound(request.matrix());
  SqlPart query = {
      "SELECT k.current_likelihood, k.current_impact, k.current_stated_score, COUNT(*) FROM ", {}};
  query.Add(OpenRisksOf(records, request.register_()));
  query.Add(
      " k WHERE k.matrix = ?"
      " GROUP BY k.current_likelihood, k.current_impact, k.current_stated_score",
      {request.matrix()});
  std::vector<Standing> standings;
  status = records.Query(query, [&standings](const Row& row) {
    Standing standing;
    standing.current.set_likelihood(static_cast<int32_t>(row.Int(0)));
    standing.current.set_impact(static_cast<int32_t>(row.Int(1)));
    standing.current.set_stated_score(static_cast<int32_t>(row.Int(2)));
    standing.count = row.Int(3);
    standings.push_back(std::move(standing));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return ComposeHeatMap(matrices->front(), standings);
}

}  // namespace

void BindRollUps(const Ledger& ledger, MethodTable* methods) {
  BindReport<v1::GetRiskRollUpRequest, v1::RiskRollUp>(
      ledger, "concordat.risk.v1.RiskRollUps.GetRiskRollUp", ParentCheck::kReadable, &GetRiskRollUp,
      methods);
  BindReport<v1::GetHeatMapRequest, v1::HeatMap>(ledger, "concordat.risk.v1.RiskRollUps.GetHeatMap",
                                                 ParentCheck::kReadable, &GetHeatMap, methods);
}

}  // namespace concordat::risk
