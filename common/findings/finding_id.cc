#include "common/findings/finding_id.h"

#include <algorithm>
#include <set>

#include "common/base/digest.h"
#include "common/base/text.h"

namespace concordat {

std::string FindingId(std::string_view rule, std::vector<std::string> records) {
  std::ranges::sort(records);
  std::string text(rule);
  for (const std::string& record : records) text.append("\n").append(record);
  return Sha256Hex(text).substr(0, 32);
}

void IdentifyFindings(Findings* findings) {
  for (ledger::v1::Finding& finding : *findings) {
    if (!finding.finding_id().empty()) continue;
    finding.set_finding_id(
        FindingId(finding.rule(), {finding.records().begin(), finding.records().end()}));
  }
  std::ranges::stable_sort(*findings, {}, &ledger::v1::Finding::finding_id);
  const auto same = std::ranges::unique(*findings, {}, &ledger::v1::Finding::finding_id);
  findings->erase(same.begin(), same.end());
}

void DropLooseLinks(Findings* findings) {
  std::set<std::string> ids;
  for (const ledger::v1::Finding& finding : *findings) ids.insert(finding.finding_id());
  for (ledger::v1::Finding& finding : *findings) {
    if (!ids.contains(finding.repeats())) finding.clear_repeats();
  }
}

std::string FindingFigures(const ledger::v1::Finding& finding) {
  std::string text;
  for (const ledger::v1::FindingFact& fact : finding.facts()) {
    for (const std::string* part : {&fact.record(), &fact.label(), &fact.value()}) {
      text += Concat(part->size(), ":", *part);
    }
  }
  return Sha256Hex(text);
}

}  // namespace concordat
