#include "benefits-service/src/heading_groups.h"

#include <algorithm>

#include "benefits-service/src/figure_kind.h"
#include "benefits-service/src/figure_text.h"
#include "benefits-service/src/work.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_id.h"

namespace concordat::benefits {

using v1::StatedFigure;

HeadingPlace PlaceOfHeading(const StatedFigure& figure) {
  const type::v1::Locator& source = figure.source();
  return {WorkOf(figure), source.document(), source.section(), source.table()};
}

std::string PlaceOf(const FigureGroup& figures) {
  type::v1::Locator place = figures[0]->source();
  for (const StatedFigure* figure : figures) {
    if (figure->source().row() != place.row()) place.clear_row();
    if (figure->source().column() != place.column()) place.clear_column();
  }
  return Place(place);
}

void InvolveFigures(const FigureGroup& figures,
                    absl::FunctionRef<std::string(const StatedFigure&)> said, FindingDraft* draft) {
  type::v1::Marking marking = (*draft)->marking();
  for (size_t i = 0; i < figures.size(); ++i) {
    const StatedFigure& figure = *figures[i];
    marking = std::max(marking, figure.marking());
    if (i >= kMostNamed) continue;
    draft->Involve(figure).Stated(figure, Concat(figure.label(), ", ", said(figure)),
                                  Shown(figure));
  }
  (*draft)->set_marking(marking);
}

std::string IdOf(std::string_view rule, const FigureGroup& figures) {
  std::vector<std::string> names;
  for (size_t i = 0; i < std::min(figures.size(), kMostNamed); ++i) {
    names.push_back(figures[i]->name());
  }
  return FindingId(rule, std::move(names));
}

OppositeHeadings FindOppositeHeadings(const Facts& facts) {
  OppositeHeadings headings;
  for (const StatedFigure& figure : facts.figures) {
    if (!AreOpposite(figure.kind(), figure.heading_kind())) continue;
    headings[{PlaceOfHeading(figure), figure.kind(), figure.heading_kind()}].push_back(&figure);
  }
  return headings;
}

std::string HeadingFindingOf(const OppositeHeadings& headings, const StatedFigure& figure) {
  const auto found = headings.find({PlaceOfHeading(figure), figure.kind(), figure.heading_kind()});
  return found == headings.end() ? "" : IdOf("kind-stated-both-ways", found->second);
}

}  // namespace concordat::benefits
