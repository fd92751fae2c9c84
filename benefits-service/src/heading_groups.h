// Figures that stand at one place and of which one thing is to be said: one finding for
// a column of a table, not one for each of its figures.
#ifndef CONCORDAT_BENEFITS_SERVICE_HEADING_GROUPS_H_
#define CONCORDAT_BENEFITS_SERVICE_HEADING_GROUPS_H_

#include <absl/functional/function_ref.h>

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "benefits-service/src/facts.h"
#include "common/findings/finding_draft.h"

namespace concordat::benefits {

// Work, document, section and table.
using HeadingPlace = std::tuple<std::string, std::string, std::string, std::string>;
HeadingPlace PlaceOfHeading(const v1::StatedFigure& figure);

// In the order of their names.
using FigureGroup = std::vector<const v1::StatedFigure*>;

// Where the figures stand, as far as it is the same place.
std::string PlaceOf(const FigureGroup& figures);

// Involves the figures with what is said of each, the first ones by name; the finding is
// marked as the strictest of all.
void InvolveFigures(const FigureGroup& figures,
                    absl::FunctionRef<std::string(const v1::StatedFigure&)> said,
                    FindingDraft* draft);

// What a finding of these figures is known by.
std::string IdOf(std::string_view rule, const FigureGroup& figures);

// Figures that are called an actual under a heading that calls them otherwise, or the other
// way round: by place and by what they are called themselves.
using OppositeHeadings =
    std::map<std::tuple<HeadingPlace, v1::StatedFigure::Kind, v1::StatedFigure::Kind>, FigureGroup>;
OppositeHeadings FindOppositeHeadings(const Facts& facts);

// The id of the finding on a figure that is called otherwise by its heading.
std::string HeadingFindingOf(const OppositeHeadings& headings, const v1::StatedFigure& figure);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_HEADING_GROUPS_H_
