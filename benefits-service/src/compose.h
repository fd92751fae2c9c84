// Composes what benefits-service reports from facts. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_COMPOSE_H_
#define CONCORDAT_BENEFITS_SERVICE_COMPOSE_H_

#include "benefits-service/src/facts.h"
#include "concordat/benefits/v1/report.pb.h"

namespace concordat::benefits {

// Lines in the order of the paper under their groups, with a sum for each group
// and for all; of the newest financial year.
v1::FinancialSummary ComposeFinancialSummary(const Facts& facts);

// Promises, results and measures of each piece of work.
v1::BenefitsRealisation ComposeRealisation(const Facts& facts);

// The benefits of each piece of work in figures.
v1::BenefitsPosition ComposePosition(const Facts& facts);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_COMPOSE_H_
