// risk-service: matrices, registers, risks and treatments.
#include "common/service/service_main.h"
#include "risk-service/src/escalations.h"
#include "risk-service/src/resources.h"
#include "risk-service/src/simulation_method.h"

int main(int argc, char** argv) {
  namespace risk = concordat::risk;
  concordat::ServiceDefinition definition;
  definition.name = "risk";
  definition.resources = risk::RiskResources();
  definition.findings = risk::RiskFindings();
  definition.duties = {risk::EscalateDaily()};
  definition.bind = [](const concordat::ServiceParts& parts, concordat::MethodTable* methods) {
    risk::BindReports(parts.ledger, methods);
    risk::BindSimulations(parts, methods);
  };
  definition.follows_programme = true;
  return concordat::ServiceMain(argc, argv, definition);
}
