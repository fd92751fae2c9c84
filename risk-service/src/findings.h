// What does not agree in registers. Pure rules over books; each finding can be
// read aloud at the board. Their ids are given where they are listed.
#ifndef CONCORDAT_RISK_SERVICE_FINDINGS_H_
#define CONCORDAT_RISK_SERVICE_FINDINGS_H_

#include <absl/time/civil_time.h>

#include <string>

#include "common/findings/findings.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {

// Scores of each open risk: `risk-score-differs`, `risk-score-impossible`,
// `risk-level-out-of-range`, `risk-not-scored`, `risk-scores-out-of-order`.
void AddScoreFindings(const RegisterBooks& books, const RegisterBook& book, Findings* findings);

// A register as a whole: `register-total-differs`, `register-matrix-not-stated`.
void AddRegisterFindings(const RegisterBook& book, Findings* findings);

// Planned actions whose deadline is before the day: `treatment-overdue`.
void AddTreatmentFindings(const RegisterBook& book, absl::CivilDay day, Findings* findings);

// All of the above, with their ids, in the order of their ids.
Findings FindInBooks(const RegisterBooks& books);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_FINDINGS_H_
