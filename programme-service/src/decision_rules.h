// What boards decide stands once it is decided: business cases, gates and exceptions.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_DECISION_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_DECISION_RULES_H_

#include <absl/status/status.h>

#include "concordat/programme/v1/business_case.pb.h"
#include "concordat/programme/v1/connection.pb.h"
#include "concordat/programme/v1/exception_report.pb.h"
#include "concordat/programme/v1/gate_decision.pb.h"

namespace concordat::programme {

// An approved version never changes; another may take its place.
absl::Status CheckBusinessCase(const v1::BusinessCase* before, v1::BusinessCase* after);

// Conditions go with one outcome alone. What was decided, when and about what never
// changes; how its conditions stand does.
absl::Status CheckGateDecision(const v1::GateDecision* before, v1::GateDecision* after);

// A new baseline goes with a decision to take one, which a board took on a day.
absl::Status CheckExceptionReport(const v1::ExceptionReport* before, v1::ExceptionReport* after);

// Nothing is brought together with itself.
absl::Status CheckConnection(const v1::Connection* before, v1::Connection* after);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_DECISION_RULES_H_
