#include <algorithm>

#include "benefits-service/src/findings.h"
#include "common/finding_id.h"

namespace concordat::benefits {
namespace {

void Finish(Findings* findings) {
  for (ledger::v1::Finding& finding : *findings) {
    finding.set_finding_id(
        FindingId(finding.rule(), {finding.records().begin(), finding.records().end()}));
  }
  const auto id = [](const ledger::v1::Finding& finding) { return finding.finding_id(); };
  std::ranges::stable_sort(*findings, {}, id);
  // One record may break one rule on several lines; it is one finding.
  const auto same = std::ranges::unique(*findings, {}, id);
  findings->erase(same.begin(), same.end());
}

}  // namespace

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
  Finish(&findings);
  return findings;
}

}  // namespace concordat::benefits
