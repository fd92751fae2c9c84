#include <algorithm>
#include <map>
#include <string>

#include "benefits-service/src/findings.h"
#include "benefits-service/src/measure_rules.h"
#include "benefits-service/src/promise_rules.h"
#include "benefits-service/src/quantity.h"
#include "common/date.h"
#include "common/finding_draft.h"
#include "common/finding_id.h"
#include "common/text.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

std::string Pounds(int64_t pence) {
  return FormatQuantity(FromPence(pence), v1::StatedFigure::UNIT_POUNDS);
}

// Actual less budget, of all lines and of the cost lines alone.
struct Variance {
  int64_t all = 0;
  int64_t costs = 0;
  std::vector<const v1::Benefit*> cost_benefits;
};

std::map<std::string, Variance> VarianceByYear(const Facts& facts) {
  std::map<std::string, Variance> by_year;
  for (const BenefitFacts& held : facts.benefits) {
    for (const v1::Share& share : held.shares) {
      for (const ShareLine& line : share.lines()) {
        const int sign = line.kind() == ShareLine::KIND_ACTUAL   ? 1
                         : line.kind() == ShareLine::KIND_BUDGET ? -1
                                                                 : 0;
        if (sign == 0) continue;
        Variance& variance = by_year[line.financial_year()];
        variance.all += sign * line.amount_pence();
        if (!held.benefit.is_cost()) continue;
        variance.costs += sign * line.amount_pence();
        if (std::ranges::count(variance.cost_benefits, &held.benefit) == 0) {
          variance.cost_benefits.push_back(&held.benefit);
        }
      }
    }
  }
  return by_year;
}

void CheckActual(const BenefitFacts& held, const v1::Share& share, const ShareLine& line,
                 absl::CivilDay day, Findings* findings) {
  if (line.kind() != ShareLine::KIND_ACTUAL) return;
  const auto counted = ParseDay(line.counted_to());
  const bool future = counted.ok() && *counted > day;
  const bool bare = !counted.ok() || line.grade() == ShareLine::GRADE_UNSPECIFIED;
  if (!future && !bare) return;
  FindingDraft draft(
      future ? "actual-in-future" : "actual-without-evidence", ledger::v1::SEVERITY_WARNING,
      Concat(held.benefit.title(), ": the actual of ", line.financial_year(), ", ",
             Pounds(line.amount_pence()),
             future ? Concat(", is counted to ", line.counted_to(), ", which is yet to come.")
                    : std::string(", has no date or no evidence: it is a forecast.")));
  draft.Involve(share).Stated(share, Concat("actual ", line.financial_year()),
                              Pounds(line.amount_pence()));
  findings->push_back(draft.Take());
}

void Finish(Findings* findings) {
  for (ledger::v1::Finding& finding : *findings) {
    finding.set_finding_id(
        FindingId(finding.rule(), {finding.records().begin(), finding.records().end()}));
  }
  std::ranges::sort(*findings, {}, [](const auto& finding) { return finding.finding_id(); });
  // One record may break one rule on several lines; it is one finding.
  const auto same = std::ranges::unique(
      *findings, {}, [](const auto& finding) { return finding.finding_id(); });
  findings->erase(same.begin(), same.end());
}

}  // namespace

void AddVarianceFindings(const Facts& facts, Findings* findings) {
  for (const auto& [year, variance] : VarianceByYear(facts)) {
    // To the good in all, and more than half of that because costs stayed out.
    if (variance.all <= 0 || variance.costs * 2 <= variance.all) continue;
    FindingDraft draft("variance-is-unspent-cost", ledger::v1::SEVERITY_WARNING,
                       Concat(Pounds(variance.costs), " of the ", Pounds(variance.all),
                              " by which ", year,
                              " is better than budget is cost that was not spent, not saving."));
    for (const v1::Benefit* benefit : variance.cost_benefits) {
      draft.Involve(*benefit).Stated(*benefit, "cost not spent", Pounds(variance.costs));
    }
    findings->push_back(draft.Take());
  }
}

void AddMeasureFindings(const Facts& facts, Findings* findings) {
  for (const MeasureFacts& held : facts.measures) {
    for (const v1::MeasureReturn& given : held.returns) {
      if (LightOf(held.measure, given) != type::v1::RAG_RED) continue;
      const bool lower = held.measure.direction() == v1::Measure::DIRECTION_LOWER_IS_BETTER;
      FindingDraft draft(
          "measure-target-missed", ledger::v1::SEVERITY_WARNING,
          Concat(held.measure.title(), " (", ResourceType::IdOf(given.council()), "): ",
                 given.actual(), " against a target of ",
                 given.target().empty() ? given.target_text() : given.target(),
                 lower ? "; lower is better." : "; higher is better."));
      draft.Involve(held.measure).Involve(given);
      draft.Stated(given, "target", given.target().empty() ? given.target_text() : given.target());
      draft.Stated(given, "actual", given.actual());
      draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
      findings->push_back(draft.Take());
    }
  }
}

void AddEvidenceFindings(const Facts& facts, Findings* findings) {
  for (const BenefitFacts& held : facts.benefits) {
    for (const v1::Share& share : held.shares) {
      for (const ShareLine& line : share.lines()) {
        CheckActual(held, share, line, facts.day, findings);
      }
    }
  }
}

void AddPromiseFindings(const Facts& facts, Findings* findings) {
  for (const v1::ExpectedResult& result : facts.results) {
    if (!IsUnrealised(result)) continue;
    FindingDraft draft("promise-not-realised", ledger::v1::SEVERITY_WARNING,
                       Concat("\"", result.expected(), "\" was promised, and ",
                              result.realised_pence() < 0 ? "a cost came instead: " : "came to ",
                              Pounds(result.realised_pence()), "."));
    draft.Involve(result);
    draft.Stated(result, "promised",
                 result.has_promised_pence() ? Pounds(result.promised_pence())
                                             : Concat(result.promised_percent(), "%"));
    draft.Stated(result, "came about", Pounds(result.realised_pence()));
    draft->set_reason(result.commentary());
    draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
    findings->push_back(draft.Take());
  }
}

Findings FindInBenefits(const Facts& facts) {
  Findings findings;
  AddReconciliationFindings(facts, &findings);
  AddComparisonFindings(facts, &findings);
  AddUnitFindings(facts, &findings);
  AddVarianceFindings(facts, &findings);
  AddMeasureFindings(facts, &findings);
  AddEvidenceFindings(facts, &findings);
  AddPromiseFindings(facts, &findings);
  Finish(&findings);
  return findings;
}

}  // namespace concordat::benefits
