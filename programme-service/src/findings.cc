#include "programme-service/src/findings.h"

#include <algorithm>

#include "common/finding_id.h"

namespace concordat::programme {

Findings FindInProgrammes(const Facts& facts) {
  Findings findings;
  AddDateFindings(facts, &findings);
  AddHighlightFindings(facts, &findings);
  AddStatusFindings(facts, &findings);
  AddReviewFindings(facts, &findings);
  AddScopeFindings(facts, &findings);
  for (ledger::v1::Finding& finding : findings) {
    if (!finding.finding_id().empty()) continue;
    finding.set_finding_id(
        FindingId(finding.rule(), {finding.records().begin(), finding.records().end()}));
  }
  std::ranges::sort(findings, {}, [](const auto& finding) { return finding.finding_id(); });
  return findings;
}

}  // namespace concordat::programme
