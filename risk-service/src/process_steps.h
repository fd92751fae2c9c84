// The steps of acceptances and escalations: what each asks for and what it fills. Pure.
#ifndef CONCORDAT_RISK_SERVICE_PROCESS_STEPS_H_
#define CONCORDAT_RISK_SERVICE_PROCESS_STEPS_H_

#include <absl/status/status.h>
#include <absl/time/civil_time.h>

#include <string>

#include "concordat/risk/v1/acceptance.pb.h"
#include "concordat/risk/v1/escalation.pb.h"
#include "concordat/risk/v1/risk.pb.h"

namespace concordat::risk {

// Who takes a step, when, and what is said.
struct StepBy {
  std::string role;
  absl::CivilDay day;
  std::string words;
};

// `risk` is as it stands on the day of the step.
absl::Status Approve(const StepBy& by, const v1::Risk& risk, v1::Acceptance* acceptance);
absl::Status Withdraw(const StepBy& by, v1::Acceptance* acceptance);

absl::Status Acknowledge(const StepBy& by, v1::Escalation* escalation);
absl::Status Return(const StepBy& by, const v1::Risk& risk, v1::Escalation* escalation);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_PROCESS_STEPS_H_
