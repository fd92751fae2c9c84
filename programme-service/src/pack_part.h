// All that a board pack holds, put together from what the three services answer.
// Lists are whole up to their bounds, what is left out is counted. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PACK_PART_H_
#define CONCORDAT_PROGRAMME_SERVICE_PACK_PART_H_

#include <string>

#include "concordat/benefits/v1/pack_part.pb.h"
#include "concordat/programme/v1/pack_part.pb.h"
#include "concordat/risk/v1/pack_part.pb.h"
#include "programme-service/src/facts.h"

namespace concordat::programme {

// Most entries of each list of a pack.
inline constexpr int kMaxPackWork = 100;
inline constexpr int kMaxPackMeetings = 50;
inline constexpr int kMaxPackDocuments = 200;
inline constexpr int kMaxPackFindings = 200;

// What a pack is asked of.
struct PackQuestion {
  // nullptr for the whole partnership.
  const v1::Board* board = nullptr;
  // `MARKING_PUBLIC` where what is exempt is left out.
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
  google::protobuf::RepeatedPtrField<std::string> scope;
  // Empty for no day to tell changes from.
  std::string compare_to;
  // The work on that day; nullptr without one.
  const EarlierWork* earlier = nullptr;
};

// The day of the newest meeting before that of the facts, of the board where one
// is named; empty where none has a day.
std::string MeetingBefore(const Facts& facts, const std::string& board);

v1::PackPart ComposePackPart(const PackQuestion& question, const Reading<Facts>& facts,
                             benefits::v1::GetPackPartResponse benefits,
                             risk::v1::GetPackPartResponse risk);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PACK_PART_H_
