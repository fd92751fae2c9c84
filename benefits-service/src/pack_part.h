// What a board reads of the benefits: lists are whole up to their bounds, what is
// left out is counted. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_PACK_PART_H_
#define CONCORDAT_BENEFITS_SERVICE_PACK_PART_H_

#include "concordat/benefits/v1/pack_part.pb.h"

namespace concordat::benefits {

// Most lines of money, and most results and measures, in a pack.
inline constexpr int kMaxPackLines = 200;
inline constexpr int kMaxPackResults = 500;

v1::PackPart MakePackPart(v1::FinancialSummary finances, v1::BenefitsRealisation realisation);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_PACK_PART_H_
