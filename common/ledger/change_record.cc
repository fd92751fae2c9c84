#include "common/ledger/change_record.h"

namespace concordat {

ChangeRecord ReadChangeRecord(const Row& row, size_t first_cell) {
  const auto text = [&](size_t cell) { return std::string(row.Text(first_cell + cell)); };
  ChangeRecord change;
  change.change_id = text(0);
  change.record_time = row.Int(first_cell + 1);
  change.effective_date = text(2);
  change.subject = text(3);
  change.request_id = text(4);
  change.trace_id = text(5);
  change.type = text(6);
  change.name = text(7);
  change.uid = text(8);
  change.revision = row.Int(first_cell + 9);
  change.verb = text(10);
  change.payload_digest = text(11);
  return change;
}

}  // namespace concordat
