#include <map>
#include <set>
#include <string>

#include "benefits-service/src/expression.h"
#include "benefits-service/src/findings.h"
#include "benefits-service/src/quantity.h"
#include "common/finding_draft.h"
#include "common/text.h"

namespace concordat::benefits {
namespace {

using v1::StatedFigure;

// A figure with its place: `283 £000 (Appendix A, CCTV & Lifeline)`.
std::string Shown(const StatedFigure& figure) {
  const auto printed = ParsePrinted(figure.amount(), figure.unit());
  return printed.ok() ? FormatQuantity(printed->value, figure.unit()) : figure.amount();
}

std::string Place(const StatedFigure& figure) {
  const auto& source = figure.source();
  return Concat(source.section(), source.row().empty() ? "" : ", ", source.row(),
                source.column().empty() ? "" : ", ", source.column());
}

void AddUnreadable(const StatedFigure& figure, std::string_view why, Findings* findings) {
  FindingDraft draft("stated-figure-unreadable", ledger::v1::SEVERITY_WARNING,
                     Concat(figure.label(), " cannot be checked: ", why, "."));
  draft.Involve(figure).Stated(figure, "expression", figure.expression());
  findings->push_back(draft.Take());
}

void Reconcile(const StatedFigure& figure, const Facts& facts, Findings* findings) {
  const auto printed = ParsePrinted(figure.amount(), figure.unit());
  if (!printed.ok()) return AddUnreadable(figure, ToStd(printed.status().message()), findings);
  const auto expression = ParseExpression(figure.expression());
  if (!expression.ok()) return AddUnreadable(figure, ToStd(expression.status().message()), findings);
  const auto computed = Evaluate(*expression, facts);
  if (!computed.ok()) return AddUnreadable(figure, ToStd(computed.status().message()), findings);
  if (printed->Allows(*computed)) return;
  const std::string now = FormatQuantity(*computed, figure.unit());
  FindingDraft draft("stated-figure-differs", ledger::v1::SEVERITY_ERROR,
                     Concat(figure.label(), " is stated as ", Shown(figure), " (", Place(figure),
                            "), and what it should equal is ", now, ": ",
                            FormatQuantity(printed->value - *computed, figure.unit()), " apart."));
  draft.Involve(figure).Stated(figure, "stated", Shown(figure));
  draft.Computed(figure, Concat("computed as ", figure.expression()), now);
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

// In what two figures of the same thing differ apart from their amounts.
std::string DifferentGrounds(const std::vector<const StatedFigure*>& figures) {
  std::set<std::string> bases, coverages, years;
  for (const StatedFigure* figure : figures) {
    bases.insert(figure->basis());
    coverages.insert(figure->coverage());
    years.insert(figure->financial_year());
  }
  std::string reason;
  const auto add = [&reason](std::string_view what, const std::set<std::string>& values) {
    if (values.size() < 2) return;
    std::string list;
    for (const std::string& value : values) {
      list += Concat(list.empty() ? "" : "; ", value.empty() ? "not stated" : value);
    }
    reason += Concat(reason.empty() ? "" : " ", "They differ in ", what, ": ", list, ".");
  };
  add("basis", bases);
  add("coverage", coverages);
  add("period", years);
  return reason;
}

bool Agree(const std::vector<const StatedFigure*>& figures) {
  for (const StatedFigure* a : figures) {
    for (const StatedFigure* b : figures) {
      const auto first = ParsePrinted(a->amount(), a->unit());
      const auto second = ParsePrinted(b->amount(), b->unit());
      if (!first.ok() || !second.ok()) continue;
      // Both roundings must leave a value that they share.
      if (first->high <= second->low || second->high <= first->low) return false;
    }
  }
  return true;
}

}  // namespace

void AddReconciliationFindings(const Facts& facts, Findings* findings) {
  for (const StatedFigure& figure : facts.figures) {
    if (!figure.expression().empty()) Reconcile(figure, facts, findings);
  }
}

void AddComparisonFindings(const Facts& facts, Findings* findings) {
  std::map<std::string, std::vector<const StatedFigure*>> same;
  for (const StatedFigure& figure : facts.figures) {
    if (!figure.same_as().empty()) same[figure.same_as()].push_back(&figure);
  }
  for (const auto& [what, figures] : same) {
    if (figures.size() < 2 || Agree(figures)) continue;
    const std::string grounds = DifferentGrounds(figures);
    const bool comparable = grounds.empty();
    std::string said;
    for (const StatedFigure* figure : figures) {
      said += Concat(said.empty() ? "" : ", ", Shown(*figure), " (", Place(*figure), ")");
    }
    FindingDraft draft(comparable ? "figures-differ" : "figures-not-comparable",
                       comparable ? ledger::v1::SEVERITY_ERROR : ledger::v1::SEVERITY_WARNING,
                       Concat("The ", what, " is stated ", figures.size(), " ways: ", said, "."));
    for (const StatedFigure* figure : figures) {
      draft.Involve(*figure).Stated(
          *figure, Concat(figure->label(), figure->basis().empty() ? "" : ", ", figure->basis()),
          Shown(*figure));
    }
    draft->set_reason(grounds);
    draft->set_comparison(comparable ? ledger::v1::COMPARISON_DIFFERS
                                     : ledger::v1::COMPARISON_NOT_COMPARABLE);
    findings->push_back(draft.Take());
  }
}

void AddUnitFindings(const Facts& facts, Findings* findings) {
  for (const StatedFigure& figure : facts.figures) {
    if (figure.unit() != StatedFigure::UNIT_NOT_PRINTED) continue;
    FindingDraft draft("unit-not-printed", ledger::v1::SEVERITY_INFORMATION,
                       Concat(figure.label(), " is printed as ", figure.amount(), " without a unit."));
    draft.Involve(figure).Stated(figure, figure.label(), figure.amount());
    draft->set_reason(figure.unit_note());
    findings->push_back(draft.Take());
  }
}

}  // namespace concordat::benefits
