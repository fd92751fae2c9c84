// The methods of concordat.benefits.v1.DoubleClaims.
#ifndef CONCORDAT_BENEFITS_SERVICE_DOUBLE_CLAIM_METHODS_H_
#define CONCORDAT_BENEFITS_SERVICE_DOUBLE_CLAIM_METHODS_H_

#include "common/rpc/method_table.h"
#include "common/service/service_definition.h"

namespace concordat::benefits {

void BindDoubleClaims(const ServiceParts& parts, MethodTable* methods);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_DOUBLE_CLAIM_METHODS_H_
