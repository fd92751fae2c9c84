#include "risk-service/src/resources.h"

#include "risk-service/src/risk_rules.h"

namespace concordat::risk {

std::vector<ResourceRegistration> RiskResources() {
  return {Keep<v1::Matrix>(CheckMatrix), Keep<v1::Register>(CheckRegister),
          Keep<v1::Risk>(CheckRisk), Keep<v1::Treatment>(CheckTreatment)};
}

}  // namespace concordat::risk
