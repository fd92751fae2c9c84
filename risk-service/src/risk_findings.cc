#include "risk-service/src/risk_findings.h"

#include <algorithm>

#include "common/finding_id.h"

namespace concordat::risk {

Findings FindInBooks(const RegisterBooks& books, absl::CivilDay day) {
  Findings findings;
  for (const RegisterBook& book : books.registers) {
    AddScoreFindings(books, book, &findings);
    AddRegisterFindings(book, &findings);
    AddTreatmentFindings(book, day, &findings);
  }
  for (ledger::v1::Finding& finding : findings) {
    finding.set_finding_id(
        FindingId(finding.rule(), {finding.records().begin(), finding.records().end()}));
  }
  std::ranges::sort(findings, {}, [](const ledger::v1::Finding& f) { return f.finding_id(); });
  return findings;
}

}  // namespace concordat::risk
