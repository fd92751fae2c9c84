#include "benefits-service/src/findings.h"

#include "common/findings/finding_id.h"
#include "common/findings/finding_scope.h"

namespace concordat::benefits {

Findings FindInBenefits(const Facts& facts) {
  Findings findings;
  AddReconciliationFindings(facts, &findings);
  AddComparisonFindings(facts, &findings);
  AddSignFindings(facts, &findings);
  AddUnitFindings(facts, &findings);
  AddVarianceFindings(facts, &findings);
  AddEvidenceFindings(facts, &findings);
  AddShareFindings(facts, &findings);
  AddMeasureFindings(facts, &findings);
  AddPromiseFindings(facts, &findings);
  AddKindFindings(facts, &findings);
  IdentifyFindings(&findings);
  SetWorks(WorkByRecord(facts), &findings);
  return findings;
}

}  // namespace concordat::benefits
