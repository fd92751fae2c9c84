#include "risk-service/src/process_steps.h"

#include <string_view>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "risk-service/src/facts.h"
#include "risk-service/src/risk_digest.h"

namespace concordat::risk {
namespace {

absl::Status Refuse(std::string_view reason, std::string_view what) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason, what);
}

void Answer(const StepBy& by, v1::EscalationState state, v1::Escalation* escalation) {
  escalation->set_state(state);
  escalation->set_answered(FormatDay(by.day));
  escalation->set_answered_by_role(by.role);
  escalation->set_answer(by.words);
}

}  // namespace

absl::Status Approve(const StepBy& by, const v1::Risk& risk, v1::Acceptance* acceptance) {
  if (acceptance->state() != v1::ACCEPTANCE_STATE_UNSPECIFIED) {
    return Refuse("ACCEPTANCE_NOT_PROPOSED", "it is accepted or withdrawn already");
  }
  if (acceptance->expires() < FormatDay(by.day)) {
    return Refuse("ACCEPTANCE_EXPIRED", "its last day has gone by");
  }
  if (!IsOpen(risk)) return Refuse("RISK_NOT_OPEN", "the risk is closed or has occurred");
  acceptance->set_state(v1::ACCEPTANCE_STATE_ACCEPTED);
  acceptance->set_approver_role(by.role);
  acceptance->set_accepted(FormatDay(by.day));
  acceptance->set_risk_digest(RiskDigest(risk));
  return absl::OkStatus();
}

absl::Status Withdraw(const StepBy& by, v1::Acceptance* acceptance) {
  if (acceptance->state() == v1::ACCEPTANCE_STATE_WITHDRAWN) {
    return Refuse("ACCEPTANCE_WITHDRAWN", "it is withdrawn already");
  }
  acceptance->set_state(v1::ACCEPTANCE_STATE_WITHDRAWN);
  acceptance->set_withdrawn_by_role(by.role);
  acceptance->set_withdrawal_reason(by.words);
  return absl::OkStatus();
}

absl::Status Acknowledge(const StepBy& by, v1::Escalation* escalation) {
  if (escalation->state() != v1::ESCALATION_STATE_UNSPECIFIED) {
    return Refuse("ESCALATION_ANSWERED", "it is answered already, or has lapsed");
  }
  Answer(by, v1::ESCALATION_STATE_ACKNOWLEDGED, escalation);
  return absl::OkStatus();
}

absl::Status Return(const StepBy& by, const v1::Risk& risk, v1::Escalation* escalation) {
  // What was taken on may be sent back later.
  if (escalation->state() != v1::ESCALATION_STATE_UNSPECIFIED &&
      escalation->state() != v1::ESCALATION_STATE_ACKNOWLEDGED) {
    return Refuse("ESCALATION_NOT_UP", "it is returned already, or has lapsed");
  }
  Answer(by, v1::ESCALATION_STATE_RETURNED, escalation);
  escalation->set_risk_digest(RiskDigest(risk));
  return absl::OkStatus();
}

}  // namespace concordat::risk
