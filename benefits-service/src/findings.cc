#include "benefits-service/src/findings.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "benefits-service/src/year_findings.h"
#include "common/findings/finding_id.h"

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
  AddYearFindings(facts, &findings);
  AddWorkFindings(facts, &findings);
  IdentifyFindings(&findings);
  SetWorks(WorkByRecord(facts), &findings);
  const auto works_of_years = WorksOfYearFindings(facts);
  for (ledger::v1::Finding& finding : findings) {
    const auto found = works_of_years.find(finding.finding_id());
    if (found != works_of_years.end()) SetWorks(*found->second, &finding);
  }
  return findings;
}

void KeepInScope(const Facts& facts, const Scope& scope, Findings* findings) {
  if (scope.everything()) return;
  // What is found in a year names the first of its lines, and concerns the works of all.
  const auto works_of_years = WorksOfYearFindings(facts);
  Findings of_years;
  for (ledger::v1::Finding& finding : *findings) {
    const auto found = works_of_years.find(finding.finding_id());
    if (found == works_of_years.end()) continue;
    if (std::ranges::any_of(*found->second,
                            [&scope](const std::string& work) { return scope.Holds(work); })) {
      of_years.push_back(finding);
    }
  }
  std::erase_if(*findings, [&works_of_years](const ledger::v1::Finding& finding) {
    return works_of_years.contains(finding.finding_id());
  });
  concordat::KeepInScope(scope, WorkByRecord(facts), findings);
  std::ranges::move(of_years, std::back_inserter(*findings));
  std::ranges::sort(*findings, {}, &ledger::v1::Finding::finding_id);
}

}  // namespace concordat::benefits
