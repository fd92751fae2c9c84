#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "benefits-service/src/expression.h"
#include "benefits-service/src/figure_checks.h"
#include "benefits-service/src/figure_text.h"
#include "benefits-service/src/findings.h"
#include "benefits-service/src/quantity.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/resource/resource_type.h"

namespace concordat::benefits {
namespace {

using v1::StatedFigure;

void AddUnreadable(const StatedFigure& figure, std::string_view why, Findings* findings) {
  FindingDraft draft("stated-figure-unreadable", ledger::v1::SEVERITY_WARNING,
                     Concat(figure.label(), " cannot be checked: ", why, "."));
  draft.Involve(figure).Stated(figure, "expression", figure.expression());
  findings->push_back(draft.Take());
}

// Figures by the end of their names.
using FiguresById = std::map<std::string_view, const StatedFigure*>;

// Most figures of an expression whose places are told.
constexpr int kMostParts = 10;

// Tells the figures that an expression is made of, with where they stand.
void AddParts(const StatedFigure& figure, const FiguresById& by_id, FindingDraft* draft) {
  const auto expression = ParseExpression(figure.expression());
  if (!expression.ok()) return;
  int told = 0;
  for (const std::string& id : ReferencesOf(*expression)) {
    const auto found = by_id.find(id);
    if (found == by_id.end() || found->second == &figure || ++told > kMostParts) continue;
    const StatedFigure& part = *found->second;
    draft->Stated(part, part.label(), Shown(part));
    ledger::v1::Finding& finding = *draft->operator->();
    finding.set_marking(std::max(finding.marking(), part.marking()));
  }
}

// Tells the benefits and results that amounts of an expression are of alone.
void AddAmounts(const StatedFigure& figure, const Expression& expression, const AmountSums& amounts,
                FindingDraft* draft) {
  for (const auto& [key, collection] :
       {std::pair("benefit", "benefits"), std::pair("result", "expectedResults")}) {
    const auto named = expression.filter.find(key);
    if (named == expression.filter.end() || (*draft)->facts_size() > kMostParts) continue;
    v1::Benefit record;
    record.set_name(Concat(ResourceType::ParentOf(figure.name()), "/", collection, "/",
                           ResourceType::IdOf(named->second)));
    draft->Computed(record, Concat("amount of ", named->second),
                    FormatQuantity(amounts.Of(expression), figure.unit()));
  }
  for (const Expression& argument : expression.arguments) {
    AddAmounts(figure, argument, amounts, draft);
  }
}

void AddDiffering(const FigureCheck& check, const FiguresById& by_id, const AmountSums& amounts,
                  Findings* findings) {
  const StatedFigure& figure = *check.figure;
  const std::string now = FormatQuantity(*check.computed, figure.unit());
  FindingDraft draft(
      "stated-figure-differs", ledger::v1::SEVERITY_ERROR,
      Concat(figure.label(), " is stated as ", Shown(figure), " (", Place(figure.source()),
             "), and what it should equal is ", now, ": ",
             FormatQuantity(check.printed.value - *check.computed, figure.unit()), " apart."));
  draft.Involve(figure).Stated(figure, "stated", Shown(figure));
  draft.Computed(figure, Concat("computed as ", figure.expression()), now);
  AddParts(figure, by_id, &draft);
  const auto expression = ParseExpression(figure.expression());
  if (expression.ok()) AddAmounts(figure, *expression, amounts, &draft);
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  if (check.follows != nullptr) draft->set_repeats(DifferingFindingOf(*check.follows));
  findings->push_back(draft.Take());
}

}  // namespace

void AddReconciliationFindings(const Facts& facts, Findings* findings) {
  FiguresById by_id;
  for (const StatedFigure& figure : facts.figures) {
    by_id.emplace(ResourceType::IdOf(figure.name()), &figure);
  }
  for (const FigureCheck& check : CheckFigures(facts)) {
    if (!check.computed.ok()) {
      AddUnreadable(*check.figure, ToStd(check.computed.status().message()), findings);
    } else if (check.differs()) {
      AddDiffering(check, by_id, facts.amounts, findings);
    }
  }
}

void AddUnitFindings(const Facts& facts, Findings* findings) {
  for (const StatedFigure& figure : facts.figures) {
    if (figure.unit() != StatedFigure::UNIT_NOT_PRINTED) continue;
    FindingDraft draft(
        "unit-not-printed", ledger::v1::SEVERITY_INFORMATION,
        Concat(figure.label(), " is printed as ", figure.amount(), " without a unit."));
    draft.Involve(figure).Stated(figure, figure.label(), figure.amount());
    draft->set_reason(figure.unit_note());
    findings->push_back(draft.Take());
  }
}

}  // namespace concordat::benefits
