#include "risk-service/src/resources.h"

#include "risk-service/src/escalations.h"
#include "risk-service/src/risk_rules.h"

namespace concordat::risk {

std::vector<ResourceRegistration> RiskResources() {
  return {Keep<v1::Matrix>(CheckMatrix),
          Keep<v1::Register>(CheckRegister),
          Keep<v1::Risk>(CheckRisk).With(&EscalateWritten, Writers::kMany),
          Keep<v1::Treatment>(CheckTreatment),
          Keep<v1::Review>(CheckReview),
          Keep<v1::Acceptance>(CheckAcceptance),
          Keep<v1::EscalationRule>(CheckEscalationRule),
          Keep<v1::Escalation>(CheckEscalation)};
}

}  // namespace concordat::risk
