// What a board reads of the registers: lists are whole up to their bounds, what is
// left out is counted. Pure.
#ifndef CONCORDAT_RISK_SERVICE_PACK_PART_H_
#define CONCORDAT_RISK_SERVICE_PACK_PART_H_

#include <vector>

#include "concordat/risk/v1/pack_part.pb.h"

namespace concordat::risk {

// Most registers, and most risks and movements of all of them, in a pack.
inline constexpr int kMaxPackRegisters = 50;
inline constexpr int kMaxPackRisks = 500;
inline constexpr int kMaxPackMovements = 500;

v1::PackPart MakePackPart(std::vector<v1::RegisterSection> sections);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_PACK_PART_H_
