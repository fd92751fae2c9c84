// Which findings follow from others of a list. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FINDING_REPEATS_H_
#define CONCORDAT_PROGRAMME_SERVICE_FINDING_REPEATS_H_

#include "common/findings/findings.h"
#include "programme-service/src/facts.h"

namespace concordat::programme {

// Has findings repeat the one of the list that says what they say, or that takes them with
// it when it is put right, where they repeat none yet. `facts` are those that may be told,
// and the list is what is told: a link gives nothing else away.
void LinkRepeats(const Facts& facts, Findings* findings);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FINDING_REPEATS_H_
