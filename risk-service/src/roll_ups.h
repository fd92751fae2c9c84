// What registers come to together, and heat maps, as methods.
#ifndef CONCORDAT_RISK_SERVICE_ROLL_UPS_H_
#define CONCORDAT_RISK_SERVICE_ROLL_UPS_H_

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"

namespace concordat::risk {

// RiskRollUps. The ledger must outlive the table.
void BindRollUps(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_ROLL_UPS_H_
