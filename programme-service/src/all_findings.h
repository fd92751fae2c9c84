// What does not agree over all services, in the states that people gave it. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_ALL_FINDINGS_H_
#define CONCORDAT_PROGRAMME_SERVICE_ALL_FINDINGS_H_

#include <string>
#include <vector>

#include "common/findings/finding_scope.h"
#include "common/findings/findings.h"
#include "common/service/reading.h"
#include "concordat/benefits/v1/report.pb.h"
#include "concordat/programme/v1/findings.pb.h"
#include "programme-service/src/facts.h"

namespace concordat::programme {

struct AllFindings {
  // By their order keys.
  Findings findings;
  // Rules that are turned off.
  std::vector<v1::SuppressedRule> suppressed;
};

// The gravest first, then by id: a key to sort by and to go on after. The id begins at its
// second character.
std::string OrderKey(const ledger::v1::Finding& finding);

// Adds to what the other services found in the scope what is found here and across
// services, with the work that it is of; gives each the state that was given to it and says
// which follow from others. What was explained and is found no longer is closed.
AllFindings Complete(Findings found_by_others, const Reading<Facts>& facts,
                     const benefits::v1::BenefitsPosition& positions, const Scope& scope);

// Leaves out what is closed: for a board, since what has gone is not known to have
// been in its scope, and for those who are not told all, since its finding may be
// one that is kept from them.
void ForgetClosed(AllFindings* all);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_ALL_FINDINGS_H_
