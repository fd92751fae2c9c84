// The steps of risks and where a risk stands, as methods.
#ifndef CONCORDAT_RISK_SERVICE_RISK_PROCESS_H_
#define CONCORDAT_RISK_SERVICE_RISK_PROCESS_H_

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"

namespace concordat::risk {

// The ledger must outlive the table.
void BindRiskProcess(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_RISK_PROCESS_H_
