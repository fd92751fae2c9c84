// How the pack says that dates of plans moved.
#ifndef CONCORDAT_GATEWAY_BOARD_PACK_PLAN_WORDS_H_
#define CONCORDAT_GATEWAY_BOARD_PACK_PLAN_WORDS_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <string_view>

#include "concordat/programme/v1/replan.pb.h"
#include "concordat/programme/v1/stage_plan.pb.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {

// `31 days later`, `60 to 120 days later`, `possibly up to 30 days later`; empty where nothing
// moved or nothing can be told.
std::string SpokenSlip(const programme::v1::DaySpan& slip);

// Adds a sentence for each move: `The end was moved from 31 July 2009 to 31 August 2009.`
void AddMoves(const PackParts& parts,
              const google::protobuf::RepeatedPtrField<programme::v1::Replan>& replans,
              google::protobuf::RepeatedPtrField<std::string>* moves);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BOARD_PACK_PLAN_WORDS_H_
