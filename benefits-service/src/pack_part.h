// What a board reads of the benefits: lists are whole up to their bounds, what is
// left out is counted.
#ifndef CONCORDAT_BENEFITS_SERVICE_PACK_PART_H_
#define CONCORDAT_BENEFITS_SERVICE_PACK_PART_H_

#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "benefits-service/src/tables.h"
#include "common/findings/finding_scope.h"
#include "concordat/benefits/v1/pack_part.pb.h"

namespace concordat::benefits {

// Most lines of money, and most results and measures, in a pack.
inline constexpr int kMaxPackLines = 200;
inline constexpr int kMaxPackResults = 250;

// Whether the part that a pack shows is read too.
enum class PackShows { kAll, kFindingsOnly };

// Goes through the shares once for findings, position and money together. Has the figures
// of the works that are shown in full.
absl::StatusOr<v1::GetPackPartResponse> ReadPackPart(const Records& records, const Scope& scope,
                                                     PackShows shows,
                                                     const std::vector<std::string>& in_full);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_PACK_PART_H_
