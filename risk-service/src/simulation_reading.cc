#include "risk-service/src/simulation_reading.h"

#include <absl/status/status.h>

#include <algorithm>
#include <set>
#include <utility>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/exempt.h"
#include "common/ledger/in_force.h"
#include "concordat/risk/v1/register.pb.h"

namespace concordat::risk {
namespace {

using simulation::ImpactKind;
using simulation::SimulatedRisk;

ImpactKind KindOf(int64_t shape) {
  switch (shape) {
    case v1::IMPACT_SHAPE_TRIANGULAR:
      return ImpactKind::kTriangular;
    case v1::IMPACT_SHAPE_PERT:
      return ImpactKind::kPert;
    default:
      return ImpactKind::kLognormal;
  }
}

// The registers that are kept for a work.
absl::StatusOr<std::set<std::string>> RegistersFor(const Records& records,
                                                   const std::string& work) {
  SqlPart query = {"SELECT g.name FROM ", {}};
  query.Add(records.InForce<v1::Register>()).Add(" g WHERE g.subject = ?", {work});
  auto names = records.Names(query);
  if (!names.ok()) return names.status();
  return std::set<std::string>(names->begin(), names->end());
}

// Whether a risk concerns the work of a request. Lists of names stand in their column as
// they are sent, where SQL cannot look.
absl::StatusOr<bool> Concerns(const Row& row, size_t cell, const std::string& work,
                              const std::set<std::string>& registers) {
  if (registers.contains(std::string(ResourceType::ParentOf(row.Text(0))))) return true;
  v1::Risk risk;
  if (!risk.ParseFromString(std::string(row.Text(cell))))
    return absl::DataLossError("what a risk concerns cannot be read");
  return std::find(risk.concerns().begin(), risk.concerns().end(), work) != risk.concerns().end();
}

SimulatedRisk ReadRisk(const Row& row) {
  SimulatedRisk risk;
  risk.name = row.Text(0);
  risk.category = row.Text(1);
  risk.probability_ppm = static_cast<int32_t>(row.Int(3));
  risk.impact = {KindOf(row.Int(2)), row.Int(4), row.Int(5), row.Int(6)};
  return risk;
}

// Whether what is asked about is there for whoever asks.
absl::StatusOr<bool> MayBeTold(const Records& records, const std::string& work) {
  if (work.empty() || !records.at().public_only) return true;
  auto exempt =
      ExemptAmong(records.connection(), records.TypeOf<v1::Risk>(), {work}, records.at().day);
  if (!exempt.ok()) return exempt.status();
  const auto& elsewhere = records.at().exempt_elsewhere;
  return exempt->empty() && (elsewhere == nullptr || !elsewhere->contains(work));
}

absl::Status TooMany(size_t most) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "TOO_MANY_RISKS",
                         Concat("More than ", most, " risks are asked for."));
}

}  // namespace

absl::StatusOr<SimulatedRisks> ReadSimulatedRisks(const Records& records,
                                                  const v1::SimulateRequest& request, size_t most) {
  SimulatedRisks read;
  const std::string& work = request.concerns();
  auto told = MayBeTold(records, work);
  if (!told.ok()) return told.status();
  if (!*told) return read;
  std::set<std::string> registers;
  if (!work.empty()) {
    auto kept = RegistersFor(records, work);
    if (!kept.ok()) return kept.status();
    registers = *std::move(kept);
  }
  const std::string parent =
      request.register_().empty() ? records.parent() + "/registers/-" : request.register_();
  SqlPart query = {
      "SELECT k.name, k.category, k.quantification_shape, k.quantification_probability_ppm,"
      " k.quantification_low_pence, k.quantification_mode_pence, k.quantification_high_pence,"
      " k.concerns FROM (",
      {}};
  query.Add(RowsInForce(records.TypeOf<v1::Risk>(), parent, records.at()));
  query.Add(Concat(") k WHERE k.state IN (", int{v1::RISK_STATE_UNSPECIFIED}, ", ",
                   int{v1::RISK_STATE_OPEN}, ") ORDER BY k.name"));
  absl::Status status = records.Query(query, [&](const Row& row) -> absl::Status {
    if (!work.empty()) {
      auto concerns = Concerns(row, 7, work, registers);
      if (!concerns.ok()) return concerns.status();
      if (!*concerns) return absl::OkStatus();
    }
    if (row.Int(2) == v1::IMPACT_SHAPE_UNSPECIFIED) {
      ++read.not_quantified;
      return absl::OkStatus();
    }
    if (read.quantified.size() >= most) return TooMany(most);
    read.quantified.push_back(ReadRisk(row));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return read;
}

absl::StatusOr<std::vector<v1::Risk>> ReadShownRisks(const Records& records,
                                                     std::vector<std::string> names) {
  return records.Named<v1::Risk>(std::move(names));
}

}  // namespace concordat::risk
