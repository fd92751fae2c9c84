// The methods of Schedules.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_METHODS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_METHODS_H_

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"

namespace concordat::programme {

// The ledger must outlive the table.
void BindSchedules(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_METHODS_H_
