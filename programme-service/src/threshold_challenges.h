// Statuses worked out by a table of thresholds, from what the three services keep.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_THRESHOLD_CHALLENGES_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_THRESHOLD_CHALLENGES_H_

#include "common/rpc/method_table.h"
#include "common/service/service_definition.h"

namespace concordat::programme {

void BindThresholdChallenges(const ServiceParts& parts, MethodTable* methods);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_THRESHOLD_CHALLENGES_H_
