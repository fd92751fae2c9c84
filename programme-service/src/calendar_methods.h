// Answers with calendars of boards and councils.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_CALENDAR_METHODS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_CALENDAR_METHODS_H_

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"

namespace concordat::programme {

// The ledger must outlive the table.
void BindCalendars(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_CALENDAR_METHODS_H_
