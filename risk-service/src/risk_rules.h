// What must hold of one record before it is kept, and what is computed from it.
// Pure: no clock, no database. Each names every field that is wrong.
#ifndef CONCORDAT_RISK_SERVICE_RISK_RULES_H_
#define CONCORDAT_RISK_SERVICE_RISK_RULES_H_

#include <absl/status/status.h>

#include "concordat/risk/v1/acceptance.pb.h"
#include "concordat/risk/v1/escalation.pb.h"
#include "concordat/risk/v1/escalation_rule.pb.h"
#include "concordat/risk/v1/matrix.pb.h"
#include "concordat/risk/v1/register.pb.h"
#include "concordat/risk/v1/review.pb.h"
#include "concordat/risk/v1/risk.pb.h"
#include "concordat/risk/v1/treatment.pb.h"

namespace concordat::risk {

// Bands rise without overlap; cells lie in the matrix, and they and review cycles use the bands'
// words. The scale of a version never changes.
absl::Status CheckMatrix(const v1::Matrix* before, v1::Matrix* after);

// A register does not report into itself.
absl::Status CheckRegister(const v1::Register* before, v1::Register* after);

// Likelihood and impact come together, and only what has occurred has an issue and a day on
// which it did; fills the computed scores.
absl::Status CheckRisk(const v1::Risk* before, v1::Risk* after);

// What was given up or is still planned has no day on which it was done.
absl::Status CheckTreatment(const v1::Treatment* before, v1::Treatment* after);

// A review says what came of it.
absl::Status CheckReview(const v1::Review* before, v1::Review* after);

// What was accepted stays as it was accepted.
absl::Status CheckAcceptance(const v1::Acceptance* before, v1::Acceptance* after);

// A rule states a condition.
absl::Status CheckEscalationRule(const v1::EscalationRule* before, v1::EscalationRule* after);

// What went up by a rule, or was answered, stays as it went up.
absl::Status CheckEscalation(const v1::Escalation* before, v1::Escalation* after);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_RISK_RULES_H_
