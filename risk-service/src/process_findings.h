// What does not agree in how risks are looked after. Pure rules, and what of the tables they
// are asked about.
#ifndef CONCORDAT_RISK_SERVICE_PROCESS_FINDINGS_H_
#define CONCORDAT_RISK_SERVICE_PROCESS_FINDINGS_H_

#include <absl/status/status.h>
#include <absl/time/civil_time.h>

#include <string>
#include <vector>

#include "common/findings/findings.h"
#include "common/ledger/records.h"
#include "concordat/risk/v1/acceptance.pb.h"
#include "concordat/risk/v1/escalation.pb.h"
#include "concordat/risk/v1/escalation_rule.pb.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {

// Open risks of a register whose review is overdue: `review-overdue`. `risks` are those that
// are named.
void AddReviewsOverdue(const v1::Register& record, const Lacking& overdue,
                       const std::vector<v1::Risk>& risks, Findings* findings);

// An acceptance of an open risk beside what the risk says on the day.
struct AcceptedRisk {
  v1::Acceptance acceptance;
  v1::Risk risk;
  // True where it says something else than was accepted.
  bool changed = false;
};

// All that are accepted of one risk: `acceptance-expired`, `acceptance-void` of the one that
// runs longest, where none holds.
void AddAcceptanceFindings(const std::vector<AcceptedRisk>& accepted, absl::CivilDay day,
                           Findings* findings);

// A risk that nobody has answered in time: `escalation-unanswered`.
void AddUnanswered(const v1::Risk& risk, const v1::Escalation& escalation,
                   const v1::EscalationRule& rule, absl::CivilDay day, Findings* findings);

// A risk that is to come down, and nothing is said to be done: `risk-without-action`. That it
// has no action is asked before.
void AddWithoutAction(const v1::Risk& risk, Findings* findings);

// A risk that has occurred: `risk-occurred-without-issue`.
void AddOccurred(const v1::Risk& risk, Findings* findings);

// All of these in a partnership.
absl::Status FindInProcess(const Records& records, Findings* findings);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_PROCESS_FINDINGS_H_
