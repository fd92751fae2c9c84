// One row of `changes`: who recorded what, when; all but the payload itself.
#ifndef CONCORDAT_COMMON_LEDGER_CHANGE_RECORD_H_
#define CONCORDAT_COMMON_LEDGER_CHANGE_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "common/sql/mysql.h"

namespace concordat {

struct ChangeRecord {
  std::string change_id;
  // Microseconds since 1970.
  int64_t record_time = 0;
  std::string effective_date;
  std::string subject;
  std::string request_id;
  std::string trace_id;
  std::string type;
  std::string name;
  std::string uid;
  int64_t revision = 0;
  std::string verb;
  std::string payload_digest;
};

// Select list over `changes c`, in the order that ReadChangeRecord reads.
inline constexpr char kChangeCells[] =
    "c.change_id, c.record_time, c.effective_date, c.subject, c.request_id, c.trace_id,"
    " c.type, c.name, c.uid, c.revision, c.verb, c.payload_digest";
inline constexpr size_t kChangeCellCount = 12;

// Reads the cells from `first_cell` on.
ChangeRecord ReadChangeRecord(const Row& row, size_t first_cell);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_CHANGE_RECORD_H_
