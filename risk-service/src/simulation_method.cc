#include "risk-service/src/simulation_method.h"

#include <algorithm>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/operations/operation_methods.h"
#include "common/service/report_method.h"
#include "concordat/risk/v1/register.pb.h"
#include "risk-service/src/simulation_results.h"

namespace concordat::risk {
namespace {

using simulation::ImpactKind;
using simulation::kMillion;

constexpr int32_t kFewestIterations = 1'000;
constexpr int32_t kIterations = 100'000;
constexpr int32_t kShown = 50;
constexpr int32_t kCurvePoints = 19;

// Two simulations run at a time in a service (OperationOptions): each takes half.
int Threads() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()) / 2, 1, 8);
}

v1::ImpactShape ShapeOf(ImpactKind kind) {
  switch (kind) {
    case ImpactKind::kTriangular:
      return v1::IMPACT_SHAPE_TRIANGULAR;
    case ImpactKind::kPert:
      return v1::IMPACT_SHAPE_PERT;
    case ImpactKind::kLognormal:
      return v1::IMPACT_SHAPE_LOGNORMAL;
  }
  return v1::IMPACT_SHAPE_UNSPECIFIED;
}

void SetQuantification(const simulation::SimulatedRisk& risk, v1::Quantification* to) {
  to->set_probability_ppm(risk.probability_ppm);
  to->set_shape(ShapeOf(risk.impact.kind));
  to->set_low_pence(risk.impact.low);
  to->set_mode_pence(risk.impact.mode);
  to->set_high_pence(risk.impact.high);
}

void AddShares(const std::vector<simulation::SimulatedRisk>& risks,
               const simulation::LossSummary& summary, int most, v1::Simulation* to) {
  v1::OtherRisks* others = to->mutable_other_risks();
  for (const simulation::RiskShare& share : summary.shares) {
    if (to->top_risks_size() < most) {
      v1::SimulatedRisk* shown = to->add_top_risks();
      shown->set_risk(risks[share.risk].name);
      SetQuantification(risks[share.risk], shown->mutable_quantification());
      shown->set_expected_loss_pence(share.expected);
      shown->set_cvar90_pence(share.tail);
      continue;
    }
    others->set_count(others->count() + 1);
    others->set_expected_loss_pence(others->expected_loss_pence() + share.expected);
    others->set_cvar90_pence(others->cvar90_pence() + share.tail);
  }
}

void SetLosses(const simulation::LossSummary& summary, int64_t iterations, v1::Simulation* to) {
  to->set_mean_pence(summary.mean);
  to->set_mean_by_formula_pence(summary.mean_by_formula);
  to->set_standard_error_pence(summary.standard_error);
  to->set_p50_pence(summary.p50);
  to->set_p80_pence(summary.p80);
  to->set_p90_pence(summary.p90);
  to->set_p95_pence(summary.p95);
  to->set_cvar90_pence(summary.cvar90);
  to->set_without_loss_ppm(static_cast<int32_t>(summary.without_loss * kMillion / iterations));
  for (const simulation::CurvePoint& point : summary.curve) {
    v1::LossExceedance* shown = to->add_curve();
    shown->set_probability_ppm(point.probability_ppm);
    shown->set_loss_pence(point.loss);
  }
}

absl::Status AddTitles(const Records& records, v1::Simulation* simulation) {
  std::vector<std::string> names;
  for (const v1::SimulatedRisk& risk : simulation->top_risks()) names.push_back(risk.risk());
  auto read = ReadShownRisks(records, std::move(names));
  if (!read.ok()) return read.status();
  std::map<std::string, const v1::Risk*> by_name;
  for (const v1::Risk& risk : *read) by_name.emplace(risk.name(), &risk);
  for (v1::SimulatedRisk& risk : *simulation->mutable_top_risks()) {
    const auto found = by_name.find(risk.risk());
    if (found != by_name.end()) risk.set_title(found->second->title());
  }
  return absl::OkStatus();
}

// Reads, draws with no connection held, and reads the titles of what is shown.
absl::StatusOr<v1::Simulation> Work(const ServiceParts& parts, OperationRun& run,
                                    const v1::SimulateRequest& request) {
  Caller caller = run.caller();
  absl::Status status = parts.feed.PinCaller(request, &caller);
  if (!status.ok()) return status;
  const Ledger& ledger = parts.ledger;
  const auto read = [&](absl::FunctionRef<absl::Status(const Records&)> body) {
    return ReadReport(ledger, caller, request, ParentCheck::kReadable,
                      [&](Connection& connection, const ReadAt& at) {
                        return body(Records(connection, ledger.registry(), request.parent(), at));
                      });
  };
  SimulatedRisks risks;
  v1::SimulateRequest asked;
  status = read([&](const Records& records) -> absl::Status {
    auto found = ReadSimulatedRisks(records, request, kMostSimulated);
    if (!found.ok()) return found.status();
    risks = *std::move(found);
    asked = WithDefaults(request, records.at().day);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  auto simulation = SimulateRisks(risks, asked, Threads(), [&run](int64_t done, int64_t total) {
    run.Tell(done, total, "draws");
    return run.CheckWanted();
  });
  if (!simulation.ok()) return simulation.status();
  status = read([&](const Records& records) { return AddTitles(records, &*simulation); });
  if (!status.ok()) return status;
  return simulation;
}

}  // namespace

absl::Status CheckSimulation(const Ledger& ledger, const v1::SimulateRequest& request) {
  const std::string& only = request.register_();
  if (!only.empty() && (!ledger.registry().TypeOf<v1::Register>().Matches(only) ||
                        ResourceType::ParentOf(only) != request.parent()))
    return InvalidField("register", "is no name of a register of the partnership");
  if (request.iterations() != 0 && request.iterations() < kFewestIterations)
    return InvalidField("iterations", "is below 1,000");
  return absl::OkStatus();
}

v1::SimulateRequest WithDefaults(v1::SimulateRequest request, absl::CivilDay day) {
  request.clear_request_id();
  request.set_as_at(FormatDay(day));
  if (request.iterations() == 0) request.set_iterations(kIterations);
  if (request.max_risks() == 0) request.set_max_risks(kShown);
  if (request.curve_points() == 0) request.set_curve_points(kCurvePoints);
  return request;
}

absl::StatusOr<v1::Simulation> SimulateRisks(const SimulatedRisks& risks,
                                             const v1::SimulateRequest& asked, int threads,
                                             const simulation::Progress& progress) {
  simulation::SimulationPlan plan;
  plan.seed = static_cast<uint64_t>(asked.seed());
  plan.iterations = static_cast<uint32_t>(asked.iterations());
  plan.threads = threads;
  for (const v1::CategoryCorrelation& correlation : asked.correlations())
    plan.correlation_ppm[correlation.category()] = correlation.correlation_ppm();
  auto run = simulation::Simulate(risks.quantified, plan, progress);
  if (!run.ok()) return run.status();
  const simulation::LossSummary summary =
      simulation::Summarise(risks.quantified, *run, asked.curve_points());
  v1::Simulation to;
  *to.mutable_request() = asked;
  to.set_risks(static_cast<int32_t>(risks.quantified.size()));
  to.set_not_quantified(risks.not_quantified);
  SetLosses(summary, asked.iterations(), &to);
  AddShares(risks.quantified, summary, asked.max_risks(), &to);
  if (asked.has_savings()) {
    const simulation::SavingsChance chance = simulation::ChanceOf(
        *run, asked.savings().forecast_pence(), asked.savings().target_pence());
    to.mutable_savings()->set_target_met_ppm(chance.met_ppm);
    to.mutable_savings()->set_benefit_at_risk_pence(chance.benefit_at_risk);
    to.mutable_savings()->set_expected_shortfall_pence(chance.expected_shortfall);
  }
  return to;
}

void BindSimulations(const ServiceParts& parts, MethodTable* methods) {
  BindOperation<v1::SimulateRequest, v1::Simulation>(
      parts.operations, "concordat.risk.v1.Simulations.Simulate",
      [&ledger = parts.ledger](const Caller&, const v1::SimulateRequest& request) {
        return CheckSimulation(ledger, request);
      },
      [parts](OperationRun& run, const v1::SimulateRequest& request) {
        return Work(parts, run, request);
      },
      methods);
}

}  // namespace concordat::risk
