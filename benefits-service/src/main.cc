// benefits-service: benefits, shares, expected results, measures, stated figures.
#include "benefits-service/src/double_claim_methods.h"
#include "benefits-service/src/money_reports.h"
#include "benefits-service/src/regional_report.h"
#include "benefits-service/src/resources.h"
#include "common/service/service_main.h"

int main(int argc, char** argv) {
  namespace benefits = concordat::benefits;
  concordat::ServiceDefinition definition;
  definition.name = "benefits";
  definition.resources = benefits::BenefitsResources();
  definition.findings = benefits::BenefitsFindings();
  definition.bind = [](const concordat::ServiceParts& parts, concordat::MethodTable* methods) {
    benefits::BindReports(parts.ledger, methods);
    benefits::BindMoneyReports(parts.ledger, methods);
    benefits::BindRegionalSavings(parts, methods);
    benefits::BindDoubleClaims(parts, methods);
  };
  definition.follows_programme = true;
  return concordat::ServiceMain(argc, argv, definition);
}
