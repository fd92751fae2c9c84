#include "common/base/errors.h"
#include "risk-service/src/risk_rules.h"

namespace concordat::risk {

absl::Status CheckReview(const v1::Review*, v1::Review* after) {
  if (after->outcome() != v1::REVIEW_OUTCOME_UNSPECIFIED) return absl::OkStatus();
  return InvalidField("review.outcome", "is not stated");
}

absl::Status CheckAcceptance(const v1::Acceptance* before, v1::Acceptance* after) {
  const bool answered = before != nullptr && before->state() != v1::ACCEPTANCE_STATE_UNSPECIFIED;
  if (!answered) return absl::OkStatus();
  if (before->reason() == after->reason() && before->expires() == after->expires()) {
    return absl::OkStatus();
  }
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "ACCEPTANCE_FIXED",
                         "what was accepted does not change; withdraw it and propose another");
}

absl::Status CheckEscalationRule(const v1::EscalationRule*, v1::EscalationRule* after) {
  if (!after->category().empty() || !after->rating().empty() || after->least_age_days() > 0 ||
      after->above_appetite()) {
    return absl::OkStatus();
  }
  return InvalidField("escalation_rule.rating",
                      "is empty, and so are category, age and appetite: every risk would go up");
}

absl::Status CheckEscalation(const v1::Escalation* before, v1::Escalation* after) {
  if (before == nullptr) return absl::OkStatus();
  const bool fixed = !before->rule().empty() || before->state() != v1::ESCALATION_STATE_UNSPECIFIED;
  if (!fixed ||
      (before->to_register() == after->to_register() && before->reason() == after->reason())) {
    return absl::OkStatus();
  }
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "ESCALATION_FIXED",
                         "what went up stays as it went up; answer it");
}

}  // namespace concordat::risk
