#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "benefits-service/src/expression.h"
#include "benefits-service/src/figure_checks.h"
#include "benefits-service/src/figure_kind.h"
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

// One way in which something is stated: one figure of all councils, or the
// figures of each that the same place gives on the same grounds, added up.
struct Statement {
  std::vector<const StatedFigure*> parts;
  PrintedFigure sum;

  // Whose it is; empty for one of all councils.
  std::set<std::string> Councils() const {
    std::set<std::string> councils;
    for (const StatedFigure* part : parts) {
      if (!part->council().empty()) councils.emplace(ResourceType::IdOf(part->council()));
    }
    return councils;
  }
};

bool IsMoney(StatedFigure::Unit unit) {
  return unit == StatedFigure::UNIT_POUNDS || unit == StatedFigure::UNIT_THOUSAND_POUNDS ||
         unit == StatedFigure::UNIT_MILLION_POUNDS;
}

// What a figure counts, of which others can be held against it.
std::string Counted(StatedFigure::Unit unit) {
  if (IsMoney(unit)) return "money";
  switch (unit) {
    case StatedFigure::UNIT_PER_CENT:
      return "per cent";
    case StatedFigure::UNIT_NUMBER:
      return "a number";
    case StatedFigure::UNIT_MONTHS:
      return "months";
    default:
      return "not printed";
  }
}

// A figure that is taken to be something else than is printed.
struct Corrected {
  const StatedFigure* figure = nullptr;
  Quantity value = 0;
};

std::vector<Statement> StatementsOf(const std::vector<const StatedFigure*>& figures,
                                    const Corrected& corrected = {}) {
  std::map<std::tuple<std::string, std::string, std::string, std::string, StatedFigure::Kind,
                      std::string, std::string>,
           Statement>
      by_ground;
  for (const StatedFigure* figure : figures) {
    auto printed = ParseStated(*figure);
    if (!printed.ok()) continue;
    if (figure == corrected.figure) {
      *printed = {corrected.value, corrected.value, corrected.value + 1};
    }
    // A figure of all councils stands by itself: its name keeps it apart.
    Statement& statement =
        by_ground[{figure->source().section(), figure->basis(), figure->coverage(),
                   figure->financial_year(), CalledKind(*figure), Counted(figure->unit()),
                   figure->council().empty() ? figure->name() : ""}];
    statement.parts.push_back(figure);
    statement.sum.value += printed->value;
    statement.sum.low += printed->low;
    statement.sum.high += printed->high;
  }
  std::vector<Statement> statements;
  for (auto& [ground, statement] : by_ground) statements.push_back(std::move(statement));
  return statements;
}

// `£256,831 (£116,663 + £140,168; 16.6.3)`.
std::string Words(const Statement& statement) {
  if (statement.parts.size() == 1) {
    return Concat(Shown(*statement.parts[0]), " (", Place(statement.parts[0]->source()), ")");
  }
  std::string parts;
  for (const StatedFigure* part : statement.parts) {
    parts += Concat(parts.empty() ? "" : " + ", Shown(*part));
  }
  return Concat(FormatQuantity(statement.sum.value, statement.parts[0]->unit()), " (", parts, "; ",
                statement.parts[0]->source().section(), ")");
}

// `, £36,000 apart`: the least and the greatest, where one unit can say it.
std::string Apart(const std::vector<Statement>& statements) {
  const StatedFigure::Unit unit = statements[0].parts[0]->unit();
  Quantity least = statements[0].sum.value, greatest = least;
  bool same_unit = true, money = true;
  for (const Statement& statement : statements) {
    for (const StatedFigure* part : statement.parts) {
      same_unit &= part->unit() == unit;
      money &= IsMoney(part->unit());
    }
    least = std::min(least, statement.sum.value);
    greatest = std::max(greatest, statement.sum.value);
  }
  if (!same_unit && !money) return "";
  const std::string gap =
      FormatQuantity(greatest - least, same_unit ? unit : StatedFigure::UNIT_POUNDS);
  return Concat("; ", gap,
                statements.size() == 2 ? " apart" : " between the least and the greatest");
}

// In what the figures differ apart from their amounts.
std::string DifferentGrounds(const std::vector<const StatedFigure*>& figures) {
  std::set<std::string> bases, coverages, years, kinds, units;
  for (const StatedFigure* figure : figures) {
    bases.insert(figure->basis());
    coverages.insert(figure->coverage());
    years.insert(figure->financial_year());
    units.insert(Counted(figure->unit()));
    // One that is called nothing may be of any kind.
    const StatedFigure::Kind kind = CalledKind(*figure);
    if (kind != StatedFigure::KIND_UNSPECIFIED) kinds.emplace(SpokenKind(kind));
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
  add("kind", kinds);
  add("unit", units);
  return reason;
}

// What one council states is a part of what all of them do.
std::string PartOfAll(const std::vector<Statement>& statements) {
  std::string council;
  bool all = false;
  for (const Statement& statement : statements) {
    const auto councils = statement.Councils();
    all |= councils.empty();
    if (councils.size() == 1) council = *councils.begin();
  }
  return all && !council.empty() ? Concat("One is of ", council, " alone.") : "";
}

// The lower or the upper end of a printed range.
absl::StatusOr<PrintedFigure> EndOf(const StatedFigure& range, bool upper) {
  return ParsePrinted(upper ? range.amount_high() : range.amount(), range.unit());
}

// False where two ranges are printed with other ends: one lies within the other, and they are
// not the same.
bool RangesAreSame(const std::vector<Statement>& statements) {
  const StatedFigure* first = nullptr;
  for (const Statement& statement : statements) {
    const StatedFigure& range = *statement.parts[0];
    if (statement.parts.size() > 1 || range.amount_high().empty()) continue;
    if (first == nullptr) first = &range;
    for (const bool upper : {false, true}) {
      const auto end = EndOf(range, upper), other = EndOf(*first, upper);
      if (!end.ok() || !other.ok()) continue;
      if (end->high <= other->low || other->high <= end->low) return false;
    }
  }
  return true;
}

// Over a loss of 20 is no way to say over a gain of 20, whatever else both leave open.
bool HaveOneSign(const std::vector<Statement>& statements) {
  const auto is_gain = [](const Statement& statement) { return statement.sum.value > 0; };
  const auto is_loss = [](const Statement& statement) { return statement.sum.value < 0; };
  return std::ranges::none_of(statements, is_gain) || std::ranges::none_of(statements, is_loss);
}

// True when one value lies within what every statement leaves open.
bool Agree(const std::vector<Statement>& statements) {
  if (!HaveOneSign(statements) || !RangesAreSame(statements)) return false;
  Quantity low = statements[0].sum.low, high = statements[0].sum.high;
  for (const Statement& statement : statements) {
    low = std::max(low, statement.sum.low);
    high = std::min(high, statement.sum.high);
  }
  return low < high;
}

// The one figure that differs from what it should equal, and how much that is, where the
// statements agree once that is put right.
const StatedFigure* Culprit(const std::vector<const StatedFigure*>& figures,
                            const std::map<const StatedFigure*, Quantity>& differing) {
  Corrected corrected;
  for (const StatedFigure* figure : figures) {
    const auto found = differing.find(figure);
    if (found == differing.end()) continue;
    if (corrected.figure != nullptr) return nullptr;
    corrected = {figure, found->second};
  }
  if (corrected.figure == nullptr) return nullptr;
  return Agree(StatementsOf(figures, corrected)) ? corrected.figure : nullptr;
}

void Compare(const std::string& what, const std::vector<const StatedFigure*>& figures,
             const std::map<const StatedFigure*, Quantity>& differing, Findings* findings) {
  const std::vector<Statement> statements = StatementsOf(figures);
  if (statements.size() < 2 || Agree(statements)) return;
  std::string grounds = DifferentGrounds(figures);
  if (const std::string part = PartOfAll(statements); !part.empty()) {
    grounds += Concat(grounds.empty() ? "" : " ", part);
  }
  const bool comparable = grounds.empty();
  std::string said;
  for (const Statement& statement : statements) {
    said += Concat(said.empty() ? "" : ", ", Words(statement));
  }
  FindingDraft draft(comparable ? "figures-differ" : "figures-not-comparable",
                     comparable ? ledger::v1::SEVERITY_ERROR : ledger::v1::SEVERITY_WARNING,
                     Concat("The ", what, " is stated ", statements.size(), " ways: ", said,
                            Apart(statements), "."));
  for (const StatedFigure* figure : figures) {
    draft.Involve(*figure).Stated(
        *figure, Concat(figure->label(), figure->basis().empty() ? "" : ", ", figure->basis()),
        Shown(*figure));
  }
  draft->set_reason(grounds);
  draft->set_comparison(comparable ? ledger::v1::COMPARISON_DIFFERS
                                   : ledger::v1::COMPARISON_NOT_COMPARABLE);
  if (const StatedFigure* culprit = Culprit(figures, differing); culprit != nullptr) {
    draft->set_repeats(DifferingFindingOf(*culprit));
  }
  findings->push_back(draft.Take());
}

// The figures that can be held against one another: all where one is of all councils or all
// statements are of the same ones, else those of each council.
std::vector<std::vector<const StatedFigure*>> Comparable(
    const std::vector<const StatedFigure*>& figures) {
  std::set<std::set<std::string>> councils;
  for (const Statement& statement : StatementsOf(figures)) councils.insert(statement.Councils());
  if (councils.size() < 2 || councils.contains({})) return {figures};
  std::map<std::string, std::vector<const StatedFigure*>> by_council;
  for (const StatedFigure* figure : figures) by_council[figure->council()].push_back(figure);
  std::vector<std::vector<const StatedFigure*>> comparable;
  for (auto& [council, alike] : by_council) comparable.push_back(std::move(alike));
  return comparable;
}

// A variance is a figure that should equal a difference.
bool IsVariance(const StatedFigure& figure) {
  const auto expression = ParseExpression(figure.expression());
  return expression.ok() && expression->kind == Expression::kDifference &&
         figure.polarity() != StatedFigure::POLARITY_UNSPECIFIED;
}

}  // namespace

void AddComparisonFindings(const Facts& facts, Findings* findings) {
  std::map<std::string, std::vector<const StatedFigure*>> same;
  for (const StatedFigure& figure : facts.figures) {
    if (!figure.same_as().empty()) same[figure.same_as()].push_back(&figure);
  }
  // One that follows from another is right as it is printed.
  std::map<const StatedFigure*, Quantity> differing;
  for (const FigureCheck& check : CheckFigures(facts)) {
    if (check.differs() && check.follows == nullptr) differing[check.figure] = *check.computed;
  }
  for (const auto& [what, figures] : same) {
    for (const auto& alike : Comparable(figures)) Compare(what, alike, differing, findings);
  }
}

void AddSignFindings(const Facts& facts, Findings* findings) {
  const StatedFigure* plus = nullptr;
  const StatedFigure* minus = nullptr;
  for (const StatedFigure& figure : facts.figures) {
    const auto printed = ParseStated(figure);
    if (!printed.ok() || printed->value == 0 || !IsVariance(figure)) continue;
    const bool more_is_good = figure.polarity() == StatedFigure::POLARITY_MORE_IS_GOOD;
    if ((printed->value > 0) != more_is_good) continue;
    const StatedFigure*& first = more_is_good ? plus : minus;
    if (first == nullptr) first = &figure;
  }
  if (plus == nullptr || minus == nullptr) return;
  FindingDraft draft("variance-signs-mixed", ledger::v1::SEVERITY_INFORMATION,
                     Concat("Variances of ", Shown(*plus), " (", Place(plus->source()), ") and ",
                            Shown(*minus), " (", Place(minus->source()),
                            ") are both to the good: the sign alone does not tell."));
  for (const StatedFigure* figure : {plus, minus}) {
    draft.Involve(*figure).Stated(*figure, figure->label(), Shown(*figure));
  }
  draft->set_reason("More is good where savings are counted, and less where costs are.");
  findings->push_back(draft.Take());
}

}  // namespace concordat::benefits
