#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "benefits-service/src/findings.h"
#include "benefits-service/src/measure_judgement.h"
#include "benefits-service/src/quantity.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/resource/resource_type.h"

namespace concordat::benefits {
namespace {

using v1::StatedFigure;

constexpr StatedFigure::Unit kNumber = StatedFigure::UNIT_NUMBER;

std::string Named(const v1::Measure& measure, const v1::MeasureReturn& given) {
  return Concat(measure.title(), " (", ResourceType::IdOf(given.council()), "): ", given.actual());
}

// `, 40 above it`; nothing where they are equal.
std::string Gap(const std::string& actual, const std::string& mark) {
  const auto figure = ParsePrinted(actual, kNumber), other = ParsePrinted(mark, kNumber);
  if (!figure.ok() || !other.ok() || figure->value == other->value) return "";
  const bool above = figure->value > other->value;
  const Quantity gap = above ? figure->value - other->value : other->value - figure->value;
  return Concat(", ", FormatQuantity(gap, kNumber), above ? " above it" : " below it");
}

void AddMissed(const v1::Measure& measure, const v1::MeasureReturn& given, Findings* findings) {
  const bool trend = measure.direction() == v1::Measure::DIRECTION_INCREASE_TREND;
  const bool lower = measure.direction() == v1::Measure::DIRECTION_LOWER_IS_BETTER;
  const std::string& mark = trend ? given.baseline() : given.target();
  FindingDraft draft(
      "measure-target-missed", ledger::v1::SEVERITY_WARNING,
      Concat(Named(measure, given), " against a ", trend ? "baseline of " : "target of ", mark,
             Gap(given.actual(), mark), lower ? "; lower is better." : "; higher is better."));
  draft.Involve(measure).Involve(given);
  draft.Stated(given, trend ? "baseline" : "target", mark);
  draft.Stated(given, "actual", given.actual());
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

// Why a figure cannot be held against what there is.
std::string WhyNot(const v1::Measure& measure, const v1::MeasureReturn& given) {
  if (measure.direction() == v1::Measure::DIRECTION_INCREASE_TREND && !given.target().empty()) {
    return Concat(" against a target of ", given.target(), Gap(given.actual(), given.target()),
                  "; an upward trend is asked for, and no baseline says from where.");
  }
  if (!given.target().empty() || !given.baseline().empty()) {
    const bool has_target = !given.target().empty();
    const std::string& mark = has_target ? given.target() : given.baseline();
    return Concat(" against a ", has_target ? "target of " : "baseline of ", mark,
                  Gap(given.actual(), mark), "; nothing says whether more or less is better.");
  }
  if (!given.change().empty()) {
    return Concat(", a change of ", given.change(),
                  "; nothing says whether more or less is better.");
  }
  return " has no figure to be held against.";
}

// Where it is known which way is better, a figure before or a change says what became of it.
bool IsKnownToBeBetterOrWorse(const v1::Measure& measure, const v1::MeasureReturn& given) {
  const bool has_direction = measure.direction() == v1::Measure::DIRECTION_HIGHER_IS_BETTER ||
                             measure.direction() == v1::Measure::DIRECTION_LOWER_IS_BETTER;
  return has_direction && given.target().empty() &&
         (!given.baseline().empty() || !given.change().empty());
}

void AddWithoutMark(const v1::Measure& measure, const v1::MeasureReturn& given,
                    Findings* findings) {
  // Words that give a figure are one to hold it against, for those who read them.
  if (given.target().empty() &&
      (HasFigure(given.target_text()) || HasFigure(given.baseline_text()))) {
    return;
  }
  if (IsKnownToBeBetterOrWorse(measure, given)) return;
  FindingDraft draft("measure-cannot-be-judged", ledger::v1::SEVERITY_INFORMATION,
                     Concat(Named(measure, given), WhyNot(measure, given)));
  draft.Involve(measure).Involve(given).Stated(given, "actual", given.actual());
  for (const auto& [label, words] :
       {std::pair("target", &given.target()), std::pair("target", &given.target_text()),
        std::pair("baseline", &given.baseline()), std::pair("baseline", &given.baseline_text()),
        std::pair("change", &given.change())}) {
    if (!words->empty()) draft.Stated(given, label, *words);
  }
  findings->push_back(draft.Take());
}

void AddWithoutFigures(const MeasureFacts& held, Findings* findings) {
  // A target or a change is a figure too, whatever is to come of it.
  if (std::ranges::any_of(held.returns, &GivesFigure)) return;
  FindingDraft draft(
      "measure-without-figures", ledger::v1::SEVERITY_INFORMATION,
      Concat("\"", held.measure.title(), "\" is listed as a measure without a figure."));
  draft.Involve(held.measure).Stated(held.measure, "commentary", held.measure.commentary());
  findings->push_back(draft.Take());
}

// Shorter ones are formulas, such as "Not applicable" or the initials of who answers.
constexpr size_t kShortestCommentary = 20;

// The same words on measures of different work are mostly copied by mistake.
void AddRepeatedCommentary(const Facts& facts, Findings* findings) {
  std::map<std::string, const v1::Measure*> first;
  for (const MeasureFacts& held : facts.measures) {
    const v1::Measure& measure = held.measure;
    if (measure.commentary().size() < kShortestCommentary) continue;
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
