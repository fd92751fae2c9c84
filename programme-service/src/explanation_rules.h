// What must hold of an explanation before it is kept.
#ifndef CONCORDAT_PROGRAMME_SERVICE_EXPLANATION_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_EXPLANATION_RULES_H_

#include <absl/status/status.h>

#include "concordat/programme/v1/explanation.pb.h"

namespace concordat::programme {

// An explanation is named after its finding.
absl::Status CheckExplanation(const v1::Explanation* before, v1::Explanation* after);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_EXPLANATION_RULES_H_
