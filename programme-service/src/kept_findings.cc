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

KeptFinding KeptFinding::With(const std::string& rule) const {
  KeptFinding same = *this;
  same.rule_ = &rule;
  return same;
}

KeptFindings::KeptFindings(AllFindings all) : suppressed_(std::move(all.suppressed)) {
  findings_.reserve(all.findings.size());
  for (Finding& held : all.findings) {
    Finding finding;
    finding.Swap(&held);
    findings_.emplace_back(finding, RuleOf(finding.rule()));
    bytes_ += findings_.back().bytes();
  }
  for (const v1::SuppressedRule& rule : suppressed_) bytes_ += rule.SpaceUsedLong();
}

KeptFindings::KeptFindings(const KeptFindings& all, std::string_view after, size_t most_bytes)
    : suppressed_(all.suppressed_), after_(after) {
  for (const v1::SuppressedRule& rule : suppressed_) bytes_ += rule.SpaceUsedLong();
  auto next = std::ranges::upper_bound(all.findings_, after, {}, &KeptFinding::order_key);
  for (; next != all.findings_.end(); ++next) {
    if (bytes_ + next->bytes() > most_bytes) {
      is_cut_ = true;
      break;
    }
    findings_.push_back(next->With(RuleOf(next->rule())));
    bytes_ += next->bytes();
  }
  // What was grown for more is given back.
  findings_.shrink_to_fit();
}

const std::string& KeptFindings::RuleOf(std::string_view rule) {
  const auto held = rules_.find(rule);
  return held != rules_.end() ? *held : *rules_.emplace(rule).first;
}

bool KeptFindings::Continue(std::string_view after) const {
  if (after < after_) return false;
  return !is_cut_ || (!findings_.empty() && after < findings_.back().order_key());
}

const KeptFinding* KeptFindings::Find(std::string_view finding_id) const {
  const auto found = std::ranges::find(findings_, finding_id, [](const KeptFinding& finding) {
    // The gravity is one character.
    return std::string_view(finding.order_key()).substr(1);
  });
  return found == findings_.end() ? nullptr : &*found;
}

}  // namespace concordat::programme
