#include "programme-service/src/findings.h"

#include "common/findings/finding_id.h"

namespace concordat::programme {

Findings FindInProgrammes(const Facts& facts) {
  Findings findings;
  const FactsIndex index(facts);
  AddDateFindings(index, &findings);
  AddDateStateFindings(index, &findings);
  AddAwaitsFindings(index, &findings);
  AddHighlightFindings(index, &findings);
  AddStatusFindings(index, &findings);
  AddReviewFindings(facts, &findings);
  AddScopeFindings(facts, &findings);
  AddPlanFindings(index, &findings);
  AddTextFindings(index, &findings);
  AddPlanTableFindings(facts, &findings);
  AddStageOrderFindings(facts.plans, &findings);
  AddPlanStateFindings(facts.plans, facts.day, &findings);
  AddTiedFindings(facts.plans, &findings);
  AddCitedFindings(facts, &findings);
  IdentifyFindings(&findings);
  return findings;
}

}  // namespace concordat::programme
