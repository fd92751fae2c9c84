#include "benefits-service/src/figure_text.h"

#include "benefits-service/src/quantity.h"

namespace concordat::benefits {

std::string Shown(const v1::StatedFigure& figure) {
  const auto printed = ParsePrinted(figure.amount(), figure.unit());
  return printed.ok() ? FormatQuantity(printed->value, figure.unit()) : figure.amount();
}

}  // namespace concordat::benefits
