#include "programme-service/src/kept_findings.h"

#include <algorithm>
#include <utility>

namespace concordat::programme {

using ledger::v1::Finding;

KeptFinding::KeptFinding(const Finding& finding, const std::string& rule)
    : order_key_(OrderKey(finding)),
      rule_(&rule),
      severity_(finding.severity()),
      state_(finding.state()),
      sent_(finding.SerializeAsString()) {}

Finding KeptFinding::Whole() const {
  Finding finding;
  // It was one when it was kept.
  (void)finding.ParseFromString(sent_);
  return finding;
}

size_t KeptFinding::bytes() const {
  return sizeof(KeptFinding) + order_key_.capacity() + sent_.capacity();
}

KeptFindings::KeptFindings(AllFindings all) : suppressed_(std::move(all.suppressed)) {
  findings_.reserve(all.findings.size());
  for (Finding& held : all.findings) {
    Finding finding;
    finding.Swap(&held);
    findings_.emplace_back(finding, *rules_.insert(finding.rule()).first);
    bytes_ += findings_.back().bytes();
  }
  for (const v1::SuppressedRule& rule : suppressed_) bytes_ += rule.SpaceUsedLong();
}

const KeptFinding* KeptFindings::Find(std::string_view finding_id) const {
  const auto found = std::ranges::find(findings_, finding_id, [](const KeptFinding& finding) {
    // The gravity is one character.
    return std::string_view(finding.order_key()).substr(1);
  });
  return found == findings_.end() ? nullptr : &*found;
}

}  // namespace concordat::programme
