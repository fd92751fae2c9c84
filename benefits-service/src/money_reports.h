// Methods that tell the money of a partnership: Funnels, RegionTotals and Appraisals.
#ifndef CONCORDAT_BENEFITS_SERVICE_MONEY_REPORTS_H_
#define CONCORDAT_BENEFITS_SERVICE_MONEY_REPORTS_H_

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"

namespace concordat::benefits {

// They make no outgoing call. The ledger must outlive the table.
void BindMoneyReports(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_MONEY_REPORTS_H_
