// Which risks go up, by which rule, and which come down again. Pure.
#ifndef CONCORDAT_RISK_SERVICE_ESCALATION_JUDGEMENT_H_
#define CONCORDAT_RISK_SERVICE_ESCALATION_JUDGEMENT_H_

#include <absl/time/civil_time.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "concordat/risk/v1/escalation.pb.h"
#include "concordat/risk/v1/escalation_rule.pb.h"
#include "concordat/risk/v1/matrix.pb.h"
#include "concordat/risk/v1/register.pb.h"
#include "concordat/risk/v1/risk.pb.h"

namespace concordat::risk {

// The registers that are there, by name, with the one that each reports into.
using ParentRegisters = std::map<std::string, std::string, std::less<>>;

// A risk on a day, with what it is judged by.
struct RiskToEscalate {
  const v1::Risk& risk;
  // nullptr for none.
  const v1::Matrix* matrix;
  const ParentRegisters& registers;
  absl::CivilDay day;
};

// What of a rule does not depend on the risk's age and register: its category, rating and
// appetite. `matrix` is nullptr for none.
bool MeetsAssessment(const v1::EscalationRule& rule, const v1::Matrix* matrix,
                     const std::string& category, const v1::Assessment& current);

// The register that a rule sends an open risk up to; nothing where it does not.
std::optional<std::string> GoesUpTo(const v1::EscalationRule& rule, const RiskToEscalate& risk);

// In the words of the house what of a risk met a rule.
std::string WhyItGoesUp(const v1::EscalationRule& rule, const RiskToEscalate& risk);

struct Rise {
  std::string rule;
  std::string to_register;
  std::string reason;
};

struct EscalationDecision {
  std::vector<Rise> rises;
  // Names of escalations whose rule holds no longer.
  std::vector<std::string> lapses;
};

// `held` are the escalations of the risk on the day. What stands there, unanswered or
// acknowledged, is not raised again by its rule; nor is what was returned last, for as long
// as the risk says what it said then. What went up by hand, by a rule that is suspended or
// gone, stays.
EscalationDecision Decide(const std::vector<v1::EscalationRule>& rules, const RiskToEscalate& risk,
                          const std::vector<v1::Escalation>& held);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_ESCALATION_JUDGEMENT_H_
