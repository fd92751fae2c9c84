#include "benefits-service/src/resources.h"

#include "benefits-service/src/facts.h"
#include "benefits-service/src/findings.h"
#include "benefits-service/src/record_rules.h"

namespace concordat::benefits {

std::vector<ResourceRegistration> BenefitsResources() {
  return {
      Keep<v1::Benefit>(),        Keep<v1::Share>(&CheckShare),
      Keep<v1::ExpectedResult>(), Keep<v1::Measure>(),
      Keep<v1::MeasureReturn>(),  Keep<v1::StatedFigure>(&CheckStatedFigure),
      Keep<v1::BenefitsReview>(),
  };
}

FindingsFunction BenefitsFindings(const Ledger& ledger) {
  return [&ledger](Connection& connection, const std::string& parent, const Scope& scope,
                   const ReadAt& at) -> absl::StatusOr<std::vector<ledger::v1::Finding>> {
    auto facts = ReadFacts(connection, ledger, parent, at);
    if (!facts.ok()) return facts.status();
    Findings findings = FindInBenefits(*facts);
    KeepInScope(scope, WorkByRecord(*facts), &findings);
    return findings;
  };
}

}  // namespace concordat::benefits
