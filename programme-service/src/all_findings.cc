#include "programme-service/src/all_findings.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/base/text.h"
#include "common/findings/finding_id.h"
#include "common/service/findings_method.h"
#include "programme-service/src/finding_repeats.h"
#include "programme-service/src/finding_states.h"
#include "programme-service/src/findings.h"

namespace concordat::programme {

using ledger::v1::Finding;

std::string OrderKey(const Finding& finding) {
  return Concat(9 - static_cast<int>(finding.severity()), finding.finding_id());
}

AllFindings Complete(Findings found_by_others, const Reading<Facts>& facts,
                     const benefits::v1::BenefitsPosition& positions, const Scope& scope) {
  Findings own = FindIn(facts, [&positions](const Facts& held) {
    Findings findings = FindInProgrammes(held);
    std::ranges::move(FindAcrossServices(held, positions), std::back_inserter(findings));
    return findings;
  });
  const auto works = WorkByRecord(facts.told());
  SetWorks(works, &own);
  KeepInScope(scope, works, &own);
  AllFindings all;
  all.findings = std::move(found_by_others);
  std::ranges::move(own, std::back_inserter(all.findings));
  all.suppressed = Suppress(facts.told().suppressions, &all.findings);
  LinkRepeats(facts.told(), &all.findings);
  ApplyExplanations(facts.told().explanations, &all.findings);
  std::ranges::sort(all.findings, {}, OrderKey);
  return all;
}

void ForgetClosed(AllFindings* all) {
  std::erase_if(all->findings, [](const Finding& finding) {
    return finding.state() == ledger::v1::FINDING_STATE_CLOSED;
  });
}

}  // namespace concordat::programme
