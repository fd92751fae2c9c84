#include "benefits-service/src/record_rules.h"

#include <set>
#include <string>
#include <tuple>

#include "benefits-service/src/expression.h"
#include "benefits-service/src/quantity.h"
#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::benefits {

absl::Status CheckShare(const v1::Share*, v1::Share* after) {
  std::set<std::tuple<std::string, int, int>> seen;
  for (int i = 0; i < after->lines_size(); ++i) {
    const v1::ShareLine& line = after->lines(i);
    if (!seen.emplace(line.financial_year(), line.quarter(), line.kind()).second) {
      return InvalidField(Concat("share.lines[", i, "]"),
                          "repeats the year, quarter and kind of a line above");
    }
  }
  return absl::OkStatus();
}

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
