// What a stated figure should equal, as a closed little language over the other
// figures and the amounts that are held; docs/reference/figures.md describes it.
//
//   sum(figure(payroll-total), figure(ict-total))
//   difference(actual(kind=cashable), budget(kind=cashable))
//   percentage(figure(rbc-share), figure(all))
//   months_between(2012-03, 2012-05)
#ifndef CONCORDAT_BENEFITS_SERVICE_EXPRESSION_H_
#define CONCORDAT_BENEFITS_SERVICE_EXPRESSION_H_

#include <absl/status/statusor.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::benefits {

struct Expression {
  enum Kind {
    kSum,         // of all arguments
    kDifference,  // first less second
    kProduct,     // of two
    kPercentage,  // first in per cent of the second
    kFigure,      // another stated figure, as printed
    kMonthsBetween,
    kBudget,  // of the share lines that the filter lets through
    kForecast,
    kActual,
    kTarget,
    kPromised,  // of the expected results that the filter lets through
    kRealised,
    kExpectedCost,
    kActualCost,
    kCount,  // of the benefits that the filter lets through
  } kind;
  std::vector<Expression> arguments;
  // Id of the figure.
  std::string figure;
  // From the first of two dates to the second.
  int months_between = 0;
  // `benefit`, `council`, `group`, `kind`, `year`, `cost`, `work` or `result`,
  // and what it must be.
  std::map<std::string, std::string> filter;
};

// INVALID_ARGUMENT names the place in the text. At most 1,000 bytes and 10 deep.
absl::StatusOr<Expression> ParseExpression(std::string_view text);

// Ids of the figures that it refers to.
std::set<std::string> ReferencesOf(const Expression& expression);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_EXPRESSION_H_
