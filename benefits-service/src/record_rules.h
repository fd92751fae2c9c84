// Rules on single records of benefits-service.
#ifndef CONCORDAT_BENEFITS_SERVICE_RECORD_RULES_H_
#define CONCORDAT_BENEFITS_SERVICE_RECORD_RULES_H_

#include <absl/status/status.h>

#include "concordat/benefits/v1/share.pb.h"
#include "concordat/benefits/v1/stated_figure.pb.h"

namespace concordat::benefits {

// A share has one line for each year, quarter and kind: two would count twice.
absl::Status CheckShare(const v1::Share* before, v1::Share* after);

// A figure's amount is a decimal that can be held exactly, and its expression
// is one of the grammar.
absl::Status CheckStatedFigure(const v1::StatedFigure* before, v1::StatedFigure* after);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_RECORD_RULES_H_
