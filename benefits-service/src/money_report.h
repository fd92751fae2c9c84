// The money of a partnership as a board reads it. Pure: from facts to rows.
#ifndef CONCORDAT_BENEFITS_SERVICE_MONEY_REPORT_H_
#define CONCORDAT_BENEFITS_SERVICE_MONEY_REPORT_H_

#include "benefits-service/src/facts.h"
#include "common/service/reading.h"
#include "concordat/benefits/v1/report.pb.h"

namespace concordat::benefits {

// Lines in the order of the paper under their groups, with a sum for each group
// and for all; of the newest financial year.
v1::FinancialSummary ComposeFinancialSummary(const Facts& facts);

// The same of what may be told: a line or a sum that holds something exempt is
// left out whole.
v1::FinancialSummary TellFinancialSummary(const Reading<Facts>& reading);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_MONEY_REPORT_H_
