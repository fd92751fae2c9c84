#include <algorithm>
#include <map>
#include <string>

#include "benefits-service/src/findings.h"
#include "benefits-service/src/measure_judgement.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/resource/resource_type.h"

namespace concordat::benefits {
namespace {

void AddMissed(const v1::Measure& measure, const v1::MeasureReturn& given, Findings* findings) {
  const bool trend = measure.direction() == v1::Measure::DIRECTION_INCREASE_TREND;
  const bool lower = measure.direction() == v1::Measure::DIRECTION_LOWER_IS_BETTER;
  const std::string& mark = trend ? given.baseline() : given.target();
  FindingDraft draft("measure-target-missed", ledger::v1::SEVERITY_WARNING,
                     Concat(measure.title(), " (", ResourceType::IdOf(given.council()), "): ",
                            given.actual(), " against a ", trend ? "baseline of " : "target of ",
                            mark, lower ? "; lower is better." : "; higher is better."));
  draft.Involve(measure).Involve(given);
  draft.Stated(given, trend ? "baseline" : "target", mark);
  draft.Stated(given, "actual", given.actual());
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

void AddWithoutMark(const v1::Measure& measure, const v1::MeasureReturn& given,
                    Findings* findings) {
  FindingDraft draft("measure-cannot-be-judged", ledger::v1::SEVERITY_INFORMATION,
                     Concat(measure.title(), " (", ResourceType::IdOf(given.council()),
                            "): ", given.actual(), " has no figure to be held against."));
  draft.Involve(measure).Involve(given).Stated(given, "actual", given.actual());
  if (!given.target_text().empty()) draft.Stated(given, "target", given.target_text());
  findings->push_back(draft.Take());
}

void AddWithoutFigures(const MeasureFacts& held, Findings* findings) {
  const bool any = std::ranges::any_of(
      held.returns, [](const v1::MeasureReturn& given) { return !given.actual().empty(); });
  if (any) return;
  FindingDraft draft(
      "measure-without-figures", ledger::v1::SEVERITY_INFORMATION,
      Concat("\"", held.measure.title(), "\" is listed as a measure without a figure."));
  draft.Involve(held.measure).Stated(held.measure, "commentary", held.measure.commentary());
  findings->push_back(draft.Take());
}

// The same words on measures of different work are mostly copied by mistake.
void AddRepeatedCommentary(const Facts& facts, Findings* findings) {
  std::map<std::string, const v1::Measure*> first;
  for (const MeasureFacts& held : facts.measures) {
    const v1::Measure& measure = held.measure;
    if (measure.commentary().empty()) continue;
    const auto [found, added] = first.emplace(measure.commentary(), &measure);
    const v1::Measure& before = *found->second;
    if (added || WorkOf(before) == WorkOf(measure)) continue;
    FindingDraft draft("commentary-repeated", ledger::v1::SEVERITY_INFORMATION,
                       Concat("\"", before.title(), "\" and \"", measure.title(),
                              "\" have the same commentary, though they measure different work."));
    draft.Involve(before).Stated(before, "commentary", before.commentary());
    draft.Involve(measure).Stated(measure, "commentary", measure.commentary());
    findings->push_back(draft.Take());
  }
}

}  // namespace

void AddMeasureFindings(const Facts& facts, Findings* findings) {
  for (const MeasureFacts& held : facts.measures) {
    AddWithoutFigures(held, findings);
    for (const v1::MeasureReturn& given : held.returns) {
      const type::v1::Rag light = LightOf(held.measure, given);
      if (light == type::v1::RAG_RED) AddMissed(held.measure, given, findings);
      if (light == type::v1::RAG_UNSPECIFIED && !given.actual().empty()) {
        AddWithoutMark(held.measure, given, findings);
      }
    }
  }
  AddRepeatedCommentary(facts, findings);
}

}  // namespace concordat::benefits
