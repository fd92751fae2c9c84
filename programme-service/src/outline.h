// What is asked first of a partnership: the board, what it steers, and what others have
// to keep to themselves.
#ifndef CONCORDAT_PROGRAMME_SERVICE_OUTLINE_H_
#define CONCORDAT_PROGRAMME_SERVICE_OUTLINE_H_

#include <absl/status/statusor.h>
#include <google/protobuf/repeated_ptr_field.h>

#include <optional>
#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "concordat/programme/v1/board.pb.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {

struct Outline {
  // Nothing where the partnership began later.
  std::optional<v1::Partnership> partnership;
  // Nothing for the whole partnership.
  std::optional<v1::Board> board;
  // What the board steers: its own name, its programmes, their projects and live
  // services. Empty, which is everything, for no board and for one that names no
  // programmes.
  google::protobuf::RepeatedPtrField<std::string> scope;
  // Names of the records that others may belong to, of which something may not be told:
  // the partnership, its boards, programmes, service areas, projects and live services.
  google::protobuf::RepeatedPtrField<std::string> not_told;
  // The programmes of the board; nothing where it steers everything. None where it steers
  // only what may not be told.
  Steered steered;
};

// `board` may be empty; NOT_FOUND when it is not there on the day.
absl::StatusOr<Outline> ReadOutline(const Records& records, const std::string& board);

// The day of the newest meeting of the board before that of the records; empty where
// none has a day. Without a board, of those that meet on the day of the records: it is
// their pack. Where none does, of the only board that has met, if there is but one; which
// of several is meant is not known.
absl::StatusOr<std::string> ReadMeetingBefore(const Records& records, const std::string& board);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_OUTLINE_H_
