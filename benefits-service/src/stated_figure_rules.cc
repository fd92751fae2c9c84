#include "benefits-service/src/stated_figure_rules.h"

#include "benefits-service/src/expression.h"
#include "benefits-service/src/quantity.h"
#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::benefits {

absl::Status CheckStatedFigure(const v1::StatedFigure*, v1::StatedFigure* after) {
  const auto printed = ParsePrinted(after->amount(), after->unit());
  if (!printed.ok()) {
    return InvalidField("stated_figure.amount", ToStd(printed.status().message()));
  }
  if (after->expression().empty()) return absl::OkStatus();
  const auto expression = ParseExpression(after->expression());
  if (expression.ok()) return absl::OkStatus();
  return InvalidField("stated_figure.expression", ToStd(expression.status().message()));
}

}  // namespace concordat::benefits
