#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "benefits-service/src/expression.h"
#include "benefits-service/src/figure_kind.h"
#include "benefits-service/src/figure_text.h"
#include "benefits-service/src/findings.h"
#include "benefits-service/src/heading_groups.h"
#include "benefits-service/src/quantity.h"
#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/resource/resource_type.h"

namespace concordat::benefits {
namespace {

using v1::StatedFigure;

constexpr char kBothWays[] = "kind-stated-both-ways";

// ` (7.1)`; nothing without a place.
std::string Where(const std::string& place) {
  return place.empty() ? "" : Concat(" (", place, ")");
}

std::string Where(const StatedFigure& figure) { return Where(Place(figure.source())); }

std::string Called(const StatedFigure& figure) {
  return Concat("called ", SpokenKind(CalledKind(figure)));
}

// What printed figures leave open, to be asked whether another leaves some of it open too.
class Ranges {
 public:
  explicit Ranges(std::vector<PrintedFigure> figures) : figures_(std::move(figures)) {
    std::ranges::sort(figures_, {}, &PrintedFigure::low);
    for (const PrintedFigure& figure : figures_) {
      highest_.push_back(highest_.empty() ? figure.high : std::max(highest_.back(), figure.high));
    }
  }
  bool Meet(const PrintedFigure& other) const {
    const auto end = std::ranges::lower_bound(figures_, other.high, {}, &PrintedFigure::low);
    return end != figures_.begin() && highest_[end - figures_.begin() - 1] > other.low;
  }

 private:
  std::vector<PrintedFigure> figures_;
  // Of those up to each.
  std::vector<Quantity> highest_;
};

// Figures that state the same thing of one year and council.
struct SameFigures {
  FigureGroup figures;
  std::vector<PrintedFigure> actuals, others;
};

void AddSame(const std::string& what, const SameFigures& same, Findings* findings) {
  const Ranges actuals(same.actuals), others(same.others);
  FigureGroup both;
  const StatedFigure* actual = nullptr;
  const StatedFigure* other = nullptr;
  for (const StatedFigure* figure : same.figures) {
    const bool is_actual = CalledKind(*figure) == StatedFigure::KIND_ACTUAL;
    const auto printed = ParsePrinted(figure->amount(), figure->unit());
    if (!(is_actual ? others : actuals).Meet(*printed)) continue;
    both.push_back(figure);
    const StatedFigure*& first = is_actual ? actual : other;
    if (first == nullptr) first = figure;
  }
  if (actual == nullptr || other == nullptr) return;
  FindingDraft draft(
      kBothWays, ledger::v1::SEVERITY_WARNING,
      Concat("The ", what, " is called an actual, ", Shown(*actual), Where(*actual), ", and ",
             SpokenKind(CalledKind(*other)), ", ", Shown(*other), Where(*other), "."));
  // These two are among those named, however many there are.
  std::erase_if(both, [&](const StatedFigure* one) { return one == actual || one == other; });
  both.insert(both.begin(), {actual, other});
  InvolveFigures(both, Called, &draft);
  findings->push_back(draft.Take());
}

void AddSameThings(const Facts& facts, Findings* findings) {
  std::map<std::tuple<std::string, std::string, std::string>, SameFigures> things;
  for (const StatedFigure& figure : facts.figures) {
    const auto printed = ParsePrinted(figure.amount(), figure.unit());
    const StatedFigure::Kind kind = CalledKind(figure);
    if (figure.same_as().empty() || kind == StatedFigure::KIND_UNSPECIFIED || !printed.ok()) {
      continue;
    }
    SameFigures& same = things[{figure.same_as(), figure.financial_year(), figure.council()}];
    same.figures.push_back(&figure);
    (kind == StatedFigure::KIND_ACTUAL ? same.actuals : same.others).push_back(*printed);
  }
  for (const auto& [key, same] : things) AddSame(std::get<0>(key), same, findings);
}

void AddHeadings(const OppositeHeadings& headings, Findings* findings) {
  for (const auto& [key, figures] : headings) {
    const auto& [place, kind, heading] = key;
    const std::string where = Where(PlaceOf(figures));
    FindingDraft draft(
        kBothWays, ledger::v1::SEVERITY_WARNING,
        figures.size() == 1
            ? Concat(figures[0]->label(), ", ", Shown(*figures[0]), ", is called ",
                     SpokenKind(kind), " under a heading that calls it ", SpokenKind(heading),
                     where, ".")
            : Concat(figures.size(), " figures are called ", SpokenKinds(kind),
                     " under a heading that calls them ", SpokenKinds(heading), where, "."));
    InvolveFigures(figures, Called, &draft);
    findings->push_back(draft.Take());
  }
}

// The kinds of which the amounts of an expression are.
void AddKinds(const Expression& expression, std::set<StatedFigure::Kind>* kinds) {
  switch (expression.kind) {
    case Expression::kActual:
    case Expression::kRealised:
    case Expression::kActualCost:
      kinds->insert(StatedFigure::KIND_ACTUAL);
      break;
    case Expression::kForecast:
      kinds->insert(StatedFigure::KIND_FORECAST);
      break;
    case Expression::kBudget:
      kinds->insert(StatedFigure::KIND_BUDGET);
      break;
    case Expression::kExpectedCost:
    case Expression::kPromised:
    case Expression::kTarget:
      kinds->insert(StatedFigure::KIND_TARGET);
      break;
    default:
      break;
  }
  for (const Expression& argument : expression.arguments) AddKinds(argument, kinds);
}

void AddMadeOf(const StatedFigure& figure, const Expression& expression, Findings* findings) {
  std::set<StatedFigure::Kind> kinds;
  AddKinds(expression, &kinds);
  // What was promised may have come about.
  const bool all_opposite = !kinds.empty() && !kinds.contains(StatedFigure::KIND_TARGET) &&
                            std::ranges::all_of(kinds, [&figure](StatedFigure::Kind kind) {
                              return AreOpposite(CalledKind(figure), kind);
                            });
  if (!all_opposite) return;
  std::string made_of;
  for (const StatedFigure::Kind kind : kinds) {
    made_of += Concat(made_of.empty() ? "" : " and ", SpokenKinds(kind));
  }
  FindingDraft draft(
      kBothWays, ledger::v1::SEVERITY_WARNING,
      Concat(figure.label(), ", ", Shown(figure), Where(figure), ", is ", Called(figure),
             ", and what it should equal is made of ", made_of, "."));
  draft.Involve(figure).Stated(figure, Called(figure), Shown(figure));
  draft.Computed(figure, "should equal", figure.expression());
  findings->push_back(draft.Take());
}

void AddReferred(const StatedFigure& figure, const StatedFigure& other, Findings* findings) {
  if (!AreOpposite(CalledKind(figure), CalledKind(other))) return;
  FindingDraft draft(kBothWays, ledger::v1::SEVERITY_WARNING,
                     Concat(figure.label(), ", ", Shown(figure), Where(figure), ", is ",
                            Called(figure), ", and the figure that it should equal, ", Shown(other),
                            Where(other), ", ", SpokenKind(CalledKind(other)), "."));
  for (const StatedFigure* one : {&figure, &other}) {
    draft.Involve(*one).Stated(*one, Concat(one->label(), ", ", Called(*one)), Shown(*one));
  }
  findings->push_back(draft.Take());
}

void AddExpressions(const Facts& facts, Findings* findings) {
  std::map<std::string_view, const StatedFigure*> by_id;
  for (const StatedFigure& figure : facts.figures) {
    by_id.emplace(ResourceType::IdOf(figure.name()), &figure);
  }
  for (const StatedFigure& figure : facts.figures) {
    if (figure.expression().empty() || CalledKind(figure) == StatedFigure::KIND_UNSPECIFIED) {
      continue;
    }
    const auto expression = ParseExpression(figure.expression());
    if (!expression.ok()) continue;
    if (expression->kind != Expression::kFigure) {
      AddMadeOf(figure, *expression, findings);
    } else if (const auto other = by_id.find(expression->figure); other != by_id.end()) {
      AddReferred(figure, *other->second, findings);
    }
  }
}

// Forecasts of a year that are stated as of a day after it, at one place.
struct LateForecasts {
  FigureGroup figures;
  bool possible = false;
};

void AddLate(const LateForecasts& late, const OppositeHeadings& headings, Findings* findings) {
  const FigureGroup& figures = late.figures;
  const StatedFigure& first = *figures[0];
  const std::string where = Where(PlaceOf(figures));
  const std::string since =
      Concat(" as of ", SpokenDate(first.as_of()), late.possible ? ", which may be" : ",",
             " after that year had ended.");
  FindingDraft draft("forecast-after-period-end", ledger::v1::SEVERITY_WARNING,
                     figures.size() == 1
                         ? Concat(first.label(), ", ", Shown(first), ", is called a forecast of ",
                                  first.financial_year(), where, since)
                         : Concat(figures.size(), " figures are called forecasts of ",
                                  first.financial_year(), where, since));
  InvolveFigures(
      figures,
      [](const StatedFigure& figure) { return Concat("as of ", SpokenDate(figure.as_of())); },
      &draft);
  draft->set_possible(late.possible);
  // Of what is called an actual too it is that finding over again.
  draft->set_repeats(HeadingFindingOf(headings, first));
  findings->push_back(draft.Take());
}

void AddLateForecasts(const Facts& facts, const OppositeHeadings& headings, Findings* findings) {
  std::map<
      std::tuple<HeadingPlace, StatedFigure::Kind, StatedFigure::Kind, std::string, std::string>,
      LateForecasts>
      places;
  for (const StatedFigure& figure : facts.figures) {
    if (!IsCalledForecast(figure)) continue;
    const auto year = ParseFinancialYear(figure.financial_year());
    const auto as_of = ParsePartialDate(figure.as_of());
    if (!year.ok() || !as_of.ok() || as_of->last <= year->last) continue;
    LateForecasts& late = places[{PlaceOfHeading(figure), figure.kind(), figure.heading_kind(),
                                  figure.financial_year(), figure.as_of()}];
    late.figures.push_back(&figure);
    late.possible = as_of->first <= year->last;
  }
  for (const auto& [place, late] : places) AddLate(late, headings, findings);
}

}  // namespace

void AddKindFindings(const Facts& facts, Findings* findings) {
  const OppositeHeadings headings = FindOppositeHeadings(facts);
  AddSameThings(facts, findings);
  AddHeadings(headings, findings);
  AddExpressions(facts, findings);
  AddLateForecasts(facts, headings, findings);
}

}  // namespace concordat::benefits
