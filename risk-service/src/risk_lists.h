// Pages of what has to be looked at, and of the risks behind a number.
#ifndef CONCORDAT_RISK_SERVICE_RISK_LISTS_H_
#define CONCORDAT_RISK_SERVICE_RISK_LISTS_H_

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"

namespace concordat::risk {

// RiskLists. The ledger must outlive the table.
void BindRiskLists(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_RISK_LISTS_H_
