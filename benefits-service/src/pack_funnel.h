// How far savings have come, as a board pack shows it.
#ifndef CONCORDAT_BENEFITS_SERVICE_PACK_FUNNEL_H_
#define CONCORDAT_BENEFITS_SERVICE_PACK_FUNNEL_H_

#include <absl/status/status.h>

#include "benefits-service/src/tables.h"
#include "common/findings/finding_scope.h"
#include "concordat/benefits/v1/pack_part.pb.h"

namespace concordat::benefits {

// Most steps in a pack.
inline constexpr int kMaxPackFunnel = 100;

// Of the scope, in the order of their paper, the first ones; the others are counted.
absl::Status AddFunnel(const Records& records, const Scope& scope, v1::PackPart* part);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_PACK_FUNNEL_H_
