// Which figures are not what they should equal, and which of them only because another is
// not: put that right and they agree.
#ifndef CONCORDAT_BENEFITS_SERVICE_FIGURE_CHECKS_H_
#define CONCORDAT_BENEFITS_SERVICE_FIGURE_CHECKS_H_

#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <vector>

#include "benefits-service/src/facts.h"
#include "benefits-service/src/quantity.h"

namespace concordat::benefits {

// A figure with an expression.
struct FigureCheck {
  const v1::StatedFigure* figure = nullptr;
  // Its error is why it cannot be checked.
  absl::StatusOr<Quantity> computed;
  PrintedFigure printed;
  // The one that it follows from, which follows from none.
  const v1::StatedFigure* follows = nullptr;

  bool differs() const { return computed.ok() && !printed.Allows(*computed); }
};

// In the order of the figures.
std::vector<FigureCheck> CheckFigures(const Facts& facts);

// What the finding that a figure differs is known by.
std::string DifferingFindingOf(const v1::StatedFigure& figure);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_FIGURE_CHECKS_H_
