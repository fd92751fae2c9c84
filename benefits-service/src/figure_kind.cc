#include "benefits-service/src/figure_kind.h"

namespace concordat::benefits {

using v1::StatedFigure;

StatedFigure::Kind CalledKind(const StatedFigure& figure) {
  return figure.kind() == StatedFigure::KIND_UNSPECIFIED ? figure.heading_kind() : figure.kind();
}

bool AreOpposite(StatedFigure::Kind a, StatedFigure::Kind b) {
  return a != StatedFigure::KIND_UNSPECIFIED && b != StatedFigure::KIND_UNSPECIFIED &&
         (a == StatedFigure::KIND_ACTUAL) != (b == StatedFigure::KIND_ACTUAL);
}

bool IsCalledForecast(const StatedFigure& figure) {
  if (CalledKind(figure) == StatedFigure::KIND_FORECAST) return true;
  return figure.kind() == StatedFigure::KIND_ACTUAL &&
         figure.heading_kind() == StatedFigure::KIND_FORECAST;
}

std::string_view SpokenKind(StatedFigure::Kind kind) {
  switch (kind) {
    case StatedFigure::KIND_TARGET:
      return "a target";
    case StatedFigure::KIND_BUDGET:
      return "a budget";
    case StatedFigure::KIND_FORECAST:
      return "a forecast";
    case StatedFigure::KIND_ACTUAL:
      return "an actual";
    default:
      return "";
  }
}

std::string_view SpokenKinds(StatedFigure::Kind kind) {
  switch (kind) {
    case StatedFigure::KIND_TARGET:
      return "targets";
    case StatedFigure::KIND_BUDGET:
      return "budgets";
    case StatedFigure::KIND_FORECAST:
      return "forecasts";
    case StatedFigure::KIND_ACTUAL:
      return "actuals";
    default:
      return "";
  }
}

}  // namespace concordat::benefits
