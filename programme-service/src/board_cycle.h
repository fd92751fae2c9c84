// The board's cycle: rounds are opened, frozen and published, councils return what they
// are asked, and what is late is told of.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_BOARD_CYCLE_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_BOARD_CYCLE_H_

#include "common/rpc/method_table.h"
#include "common/service/service_definition.h"

namespace concordat::programme {

void BindBoardCycle(const ServiceParts& parts, MethodTable* methods);

// Marks returns whose last day has gone by, each by a change that the feed tells of.
Duty MarkLateReturns();

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_BOARD_CYCLE_H_
