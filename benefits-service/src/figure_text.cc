#include "benefits-service/src/figure_text.h"

#include "benefits-service/src/quantity.h"
#include "common/base/text.h"

namespace concordat::benefits {

std::string Shown(const v1::StatedFigure& figure) {
  const auto printed = ParsePrinted(figure.amount(), figure.unit());
  return printed.ok() ? FormatQuantity(printed->value, figure.unit()) : figure.amount();
}

std::string Place(const v1::StatedFigure& figure) {
  const auto& source = figure.source();
  return Concat(source.section(), source.row().empty() ? "" : ", ", source.row(),
                source.column().empty() ? "" : ", ", source.column());
}

}  // namespace concordat::benefits
