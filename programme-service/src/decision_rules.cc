#include "programme-service/src/decision_rules.h"

#include "common/base/errors.h"
#include "common/resource/field_rules.h"

namespace concordat::programme {
namespace {

absl::Status Decided(const char* reason, const char* what) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason, what);
}

// What an approved version says, whoever may see it and whether it still counts.
v1::BusinessCase ContentOf(const v1::BusinessCase& version) {
  v1::BusinessCase content = version;
  content.clear_marking();
  content.clear_state();
  return content;
}

// What was decided, without how its conditions stand.
v1::GateDecision DecisionOf(const v1::GateDecision& decision) {
  v1::GateDecision decided = decision;
  decided.clear_marking();
  for (v1::Condition& condition : *decided.mutable_conditions()) {
    condition.clear_state();
    condition.clear_met();
  }
  return decided;
}

}  // namespace

absl::Status CheckBusinessCase(const v1::BusinessCase* before, v1::BusinessCase* after) {
  if (before == nullptr || before->state() != v1::BusinessCase::STATE_APPROVED) {
    return absl::OkStatus();
  }
  const bool goes_on = after->state() == v1::BusinessCase::STATE_APPROVED ||
                       after->state() == v1::BusinessCase::STATE_SUPERSEDED;
  if (goes_on && SameValues(ContentOf(*before), ContentOf(*after))) return absl::OkStatus();
  return Decided("VERSION_APPROVED", "an approved version never changes; write another version");
}

absl::Status CheckGateDecision(const v1::GateDecision* before, v1::GateDecision* after) {
  const bool conditional = after->outcome() == v1::GateDecision::OUTCOME_PROCEED_WITH_CONDITIONS;
  if (conditional != !after->conditions().empty()) {
    return InvalidField("gate_decision.conditions",
                        conditional ? "is required where work proceeds with conditions"
                                    : "go with PROCEED_WITH_CONDITIONS alone");
  }
  if (before == nullptr || SameValues(DecisionOf(*before), DecisionOf(*after))) {
    return absl::OkStatus();
  }
  return Decided("GATE_DECIDED", "what was decided never changes; record another decision");
}

absl::Status CheckExceptionReport(const v1::ExceptionReport*, v1::ExceptionReport* after) {
  const bool has_new = !after->new_baseline_end().empty() || after->has_new_budget_pence();
  if (after->state() != v1::ExceptionReport::STATE_REBASELINED) {
    return has_new ? InvalidField("exception_report.state",
                                  "is not rebaselined, and a new baseline is given")
                   : absl::OkStatus();
  }
  if (!has_new) {
    return InvalidField("exception_report.new_baseline_end",
                        "this or new_budget_pence is required of what is rebaselined");
  }
  if (after->approved_by().empty()) {
    return InvalidField("exception_report.approved_by", "is required of what is rebaselined");
  }
  return after->decided().empty()
             ? InvalidField("exception_report.decided", "is required of what is rebaselined")
             : absl::OkStatus();
}

absl::Status CheckConnection(const v1::Connection*, v1::Connection* after) {
  return after->one() == after->other() ? InvalidField("connection.other", "is the same as one")
                                        : absl::OkStatus();
}

}  // namespace concordat::programme
