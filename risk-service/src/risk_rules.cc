#include "risk-service/src/risk_rules.h"

#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "risk-service/src/quantification_rules.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

// Fills the computed score of one assessment; a half-stated one is wrong.
void Assess(const std::string& field, v1::Assessment* assessment,
            std::vector<FieldViolation>* violations) {
  if ((assessment->likelihood() > 0) != (assessment->impact() > 0)) {
    const char* missing = assessment->likelihood() > 0 ? "impact" : "likelihood";
    violations->push_back({Concat("risk.", field, ".", missing),
                           "is missing: likelihood and impact are stated together or not at all"});
  }
  assessment->set_computed_score(
      HasLevels(*assessment) ? assessment->likelihood() * assessment->impact() : 0);
}

}  // namespace

absl::Status CheckRegister(const v1::Register*, v1::Register* after) {
  if (!after->name().empty() && after->parent_register() == after->name()) {
    return InvalidField("register.parent_register", "is the register itself");
  }
  return absl::OkStatus();
}

absl::Status CheckRisk(const v1::Risk*, v1::Risk* after) {
  std::vector<FieldViolation> violations;
  if (after->has_inherent()) Assess("inherent", after->mutable_inherent(), &violations);
  if (after->has_current()) Assess("current", after->mutable_current(), &violations);
  if (after->has_target()) Assess("target", after->mutable_target(), &violations);
  if (after->has_quantification())
    CheckQuantification("risk.quantification", after->quantification(), &violations);
  if (after->state() != v1::RISK_STATE_OCCURRED) {
    constexpr char kNotOccurred[] = "is given, but the risk has not occurred";
    if (!after->issue().empty()) violations.push_back({"risk.issue", kNotOccurred});
    if (!after->occurred().empty()) violations.push_back({"risk.occurred", kNotOccurred});
  }
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

absl::Status CheckTreatment(const v1::Treatment*, v1::Treatment* after) {
  const bool open = after->state() == v1::TREATMENT_STATE_PLANNED ||
                    after->state() == v1::TREATMENT_STATE_CANCELLED;
  if (open && !after->completed().empty()) {
    return InvalidField("treatment.completed", "is given, but the treatment is not done");
  }
  return absl::OkStatus();
}

}  // namespace concordat::risk
