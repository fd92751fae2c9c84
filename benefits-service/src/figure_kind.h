// What stated figures are called.
#ifndef CONCORDAT_BENEFITS_SERVICE_FIGURE_KIND_H_
#define CONCORDAT_BENEFITS_SERVICE_FIGURE_KIND_H_

#include <string_view>

#include "concordat/benefits/v1/stated_figure.pb.h"

namespace concordat::benefits {

// By its own words, or else by its heading's.
v1::StatedFigure::Kind CalledKind(const v1::StatedFigure& figure);
inline constexpr char kCalledKind[] = "IF(f.kind = 0, f.heading_kind, f.kind)";

// True where one is called an actual and the other something that is none.
bool AreOpposite(v1::StatedFigure::Kind a, v1::StatedFigure::Kind b);

// True of one that is called a forecast, by its heading also where it is called an actual
// itself; what is called a budget or a target is none, whatever it stands under.
bool IsCalledForecast(const v1::StatedFigure& figure);

// `a forecast`; `forecasts`.
std::string_view SpokenKind(v1::StatedFigure::Kind kind);
std::string_view SpokenKinds(v1::StatedFigure::Kind kind);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_FIGURE_KIND_H_
