// Questions to the tables for what is not aligned: each kind of gap is one set of SQL.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_ALIGNMENT_TABLES_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_ALIGNMENT_TABLES_H_

#include <absl/status/statusor.h>

#include <set>
#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "concordat/programme/v1/alignment.pb.h"

namespace concordat::programme {

using GapKinds = std::set<v1::AlignmentGap::Kind>;

// Gaps of the kinds, of records after a name, by name and kind: at most so many.
absl::StatusOr<std::vector<v1::AlignmentGap>> ReadGaps(const Records& records,
                                                       const GapKinds& kinds,
                                                       const std::string& after, int most);

absl::StatusOr<std::vector<v1::AlignmentCount>> CountGaps(const Records& records,
                                                          const GapKinds& kinds);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_ALIGNMENT_TABLES_H_
