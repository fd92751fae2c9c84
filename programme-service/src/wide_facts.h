// Reads what rules know of a partnership as a whole: whether it keeps something at all, what
// repeats and how its paper is numbered.
#ifndef CONCORDAT_PROGRAMME_SERVICE_WIDE_FACTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_WIDE_FACTS_H_

#include <absl/status/statusor.h>

#include <vector>

#include "common/ledger/records.h"
#include "programme-service/src/facts.h"
#include "programme-service/src/newest_reports.h"

namespace concordat::programme {

// The numbers of sections that records stand under in a paper, in their order.
absl::StatusOr<std::vector<NumberedSection>> ReadNumbering(const Records& records);

absl::StatusOr<Facts> ReadWideFacts(const Records& records, const NewestReports& newest);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_WIDE_FACTS_H_
