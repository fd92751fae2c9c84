#include "programme-service/src/finding_states.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "common/findings/finding_id.h"
#include "common/resource/resource_type.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;

ledger::v1::FindingState StateOf(v1::Explanation::Verdict verdict) {
  return verdict == v1::Explanation::VERDICT_ACCEPTED ? ledger::v1::FINDING_STATE_ACCEPTED
                                                      : ledger::v1::FINDING_STATE_EXPLAINED;
}

void SetExplanation(const v1::Explanation& explanation, Finding* finding) {
  finding->set_explanation(explanation.name());
  finding->set_explained_as(explanation.reason());
  finding->set_marking(std::max(finding->marking(), explanation.marking()));
}

Finding Closed(const std::string& id, const v1::Explanation& explanation) {
  Finding finding;
  finding.set_finding_id(id);
  finding.set_rule(explanation.rule());
  finding.set_severity(ledger::v1::SEVERITY_INFORMATION);
  finding.set_summary(explanation.summary());
  finding.set_figures(explanation.figures());
  finding.set_state(ledger::v1::FINDING_STATE_CLOSED);
  SetExplanation(explanation, &finding);
  return finding;
}

}  // namespace

std::vector<v1::SuppressedRule> Suppress(const std::vector<v1::RuleSuppression>& suppressions,
                                         Findings* findings) {
  std::vector<v1::SuppressedRule> rules;
  for (const v1::RuleSuppression& suppression : suppressions) {
    v1::SuppressedRule& rule = rules.emplace_back();
    rule.set_rule(std::string(ResourceType::IdOf(suppression.name())));
    rule.set_reason(suppression.reason());
    rule.set_marking(suppression.marking());
    rule.set_findings(static_cast<int>(std::erase_if(
        *findings, [&rule](const Finding& finding) { return finding.rule() == rule.rule(); })));
  }
  DropLooseLinks(findings);
  return rules;
}

void ApplyExplanations(const std::vector<v1::Explanation>& explanations, Findings* findings) {
  std::map<std::string, const v1::Explanation*> by_finding;
  for (const v1::Explanation& explanation : explanations) {
    by_finding[std::string(ResourceType::IdOf(explanation.name()))] = &explanation;
  }
  for (Finding& finding : *findings) {
    finding.set_figures(FindingFigures(finding));
    finding.set_state(ledger::v1::FINDING_STATE_OPEN);
    const auto said_of_it = by_finding.extract(finding.finding_id());
    if (said_of_it.empty()) continue;
    const v1::Explanation& explanation = *said_of_it.mapped();
    SetExplanation(explanation, &finding);
    if (explanation.figures() == finding.figures()) {
      finding.set_state(StateOf(explanation.verdict()));
    }
  }
  for (const auto& [id, explanation] : by_finding) findings->push_back(Closed(id, *explanation));
}

}  // namespace concordat::programme
