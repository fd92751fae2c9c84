// The stated figures that a board pack shows of the works that it shows in full.
#ifndef CONCORDAT_BENEFITS_SERVICE_PACK_FIGURES_H_
#define CONCORDAT_BENEFITS_SERVICE_PACK_FIGURES_H_

#include <absl/status/status.h>

#include <string>
#include <vector>

#include "benefits-service/src/tables.h"
#include "common/findings/finding_scope.h"
#include "concordat/benefits/v1/pack_part.pb.h"

namespace concordat::benefits {

// Most figures in a pack.
inline constexpr size_t kMaxPackFigures = 200;

// Of those of the works that are in the scope: by work and by where they stand, the first
// ones; the others are counted.
absl::Status AddFigures(const Records& records, const Scope& scope, std::vector<std::string> works,
                        v1::PackPart* part);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_PACK_FIGURES_H_
