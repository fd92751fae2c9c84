#include <string>

#include "benefits-service/src/evaluator.h"
#include "benefits-service/src/figure_text.h"
#include "benefits-service/src/findings.h"
#include "benefits-service/src/quantity.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"

namespace concordat::benefits {
namespace {

using v1::StatedFigure;

void AddUnreadable(const StatedFigure& figure, std::string_view why, Findings* findings) {
  FindingDraft draft("stated-figure-unreadable", ledger::v1::SEVERITY_WARNING,
                     Concat(figure.label(), " cannot be checked: ", why, "."));
  draft.Involve(figure).Stated(figure, "expression", figure.expression());
  findings->push_back(draft.Take());
}

void Reconcile(const StatedFigure& figure, const Evaluator& evaluator, Findings* findings) {
  const auto printed = ParsePrinted(figure.amount(), figure.unit());
  if (!printed.ok()) return AddUnreadable(figure, ToStd(printed.status().message()), findings);
  const auto expression = ParseExpression(figure.expression());
  if (!expression.ok())
    return AddUnreadable(figure, ToStd(expression.status().message()), findings);
  const auto computed = evaluator.Value(*expression);
  if (!computed.ok()) return AddUnreadable(figure, ToStd(computed.status().message()), findings);
  if (printed->Allows(*computed)) return;
  const std::string now = FormatQuantity(*computed, figure.unit());
  FindingDraft draft("stated-figure-differs", ledger::v1::SEVERITY_ERROR,
                     Concat(figure.label(), " is stated as ", Shown(figure), " (",
                            Place(figure.source()), "), and what it should equal is ", now, ": ",
                            FormatQuantity(printed->value - *computed, figure.unit()), " apart."));
  draft.Involve(figure).Stated(figure, "stated", Shown(figure));
  draft.Computed(figure, Concat("computed as ", figure.expression()), now);
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

}  // namespace

void AddReconciliationFindings(const Facts& facts, Findings* findings) {
  const Evaluator evaluator(facts.figures, facts.amounts);
  for (const StatedFigure& figure : facts.figures) {
    if (!figure.expression().empty()) Reconcile(figure, evaluator, findings);
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
