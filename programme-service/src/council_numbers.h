// Answers how many councils a partnership has.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_COUNCIL_NUMBERS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_COUNCIL_NUMBERS_H_

#include "common/rpc/method_table.h"
#include "common/service/service_definition.h"

namespace concordat::programme {

void BindCouncilNumbers(const ServiceParts& parts, MethodTable* methods);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_COUNCIL_NUMBERS_H_
