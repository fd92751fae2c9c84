// Counts the work whose reported status the facts do not bear out, a piece at a time.
#ifndef CONCORDAT_PROGRAMME_SERVICE_CHALLENGES_H_
#define CONCORDAT_PROGRAMME_SERVICE_CHALLENGES_H_

#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "concordat/benefits/v1/report.pb.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {

// Of the work that one of the programmes is, or all for none.
absl::StatusOr<int> CountChallenged(const Records& records, const Steered& programmes,
                                    const benefits::v1::BenefitsPosition& positions);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_CHALLENGES_H_
