// What must hold of a stated figure before it is kept.
#ifndef CONCORDAT_BENEFITS_SERVICE_STATED_FIGURE_RULES_H_
#define CONCORDAT_BENEFITS_SERVICE_STATED_FIGURE_RULES_H_

#include <absl/status/status.h>

#include "concordat/benefits/v1/stated_figure.pb.h"

namespace concordat::benefits {

// A figure's amount is a decimal that can be held exactly, and its expression
// is one of the grammar.
absl::Status CheckStatedFigure(const v1::StatedFigure* before, v1::StatedFigure* after);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_STATED_FIGURE_RULES_H_
