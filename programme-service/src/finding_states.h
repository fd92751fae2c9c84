// What people have made of findings: explained, accepted, or kept from being
// found at all. Pure rules over what was said as at the day.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FINDING_STATES_H_
#define CONCORDAT_PROGRAMME_SERVICE_FINDING_STATES_H_

#include <vector>

#include "concordat/programme/v1/explanation.pb.h"
#include "concordat/programme/v1/findings.pb.h"
#include "concordat/programme/v1/rule_suppression.pb.h"
#include "programme-service/src/findings.h"

namespace concordat::programme {

// Takes the findings of suppressed rules out; answers with how many of each.
std::vector<v1::SuppressedRule> Suppress(const std::vector<v1::RuleSuppression>& suppressions,
                                         Findings* findings);

// Sets figures, state and explanation of each finding, and adds those that were
// explained and are found no longer, as closed.
void ApplyExplanations(const std::vector<v1::Explanation>& explanations, Findings* findings);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FINDING_STATES_H_
