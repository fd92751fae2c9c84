// What business cases promised and what came of it. Pure: from facts to messages.
#ifndef CONCORDAT_BENEFITS_SERVICE_REALISATION_REPORT_H_
#define CONCORDAT_BENEFITS_SERVICE_REALISATION_REPORT_H_

#include "benefits-service/src/facts.h"
#include "concordat/benefits/v1/report.pb.h"

namespace concordat::benefits {

// Promises, results and measures of each piece of work, with how many there are
// of each kind.
v1::BenefitsRealisation ComposeRealisation(const Facts& facts);

// The benefits of each piece of work in figures.
v1::BenefitsPosition ComposePosition(const Facts& facts);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_REALISATION_REPORT_H_
