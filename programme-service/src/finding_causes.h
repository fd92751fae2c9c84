// Which findings of one rule have one cause. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FINDING_CAUSES_H_
#define CONCORDAT_PROGRAMME_SERVICE_FINDING_CAUSES_H_

#include "common/findings/findings.h"

namespace concordat::programme {

// Has findings that repeat none yet repeat the first of their rule that has the same cause:
// what one table lacks, in one row of it, or for one piece of work; or one explanation of a
// piece of work, word for word. First is the record that comes first by its name.
void LinkCauses(Findings* findings);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FINDING_CAUSES_H_
