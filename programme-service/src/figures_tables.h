// What figures of dashboards count in SQL.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FIGURES_TABLES_H_
#define CONCORDAT_PROGRAMME_SERVICE_FIGURES_TABLES_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include <cstdint>
#include <string>
#include <vector>

#include "common/ledger/ledger.h"
#include "common/ledger/records.h"
#include "concordat/type/v1/rag.pb.h"

namespace concordat::programme {

// Works of one programme that were last reported with one status.
struct WorkCount {
  // A name; empty where a work is of none.
  std::string programme;
  type::v1::Rag status = type::v1::RAG_UNSPECIFIED;
  int64_t count = 0;
};
// Of projects, then of live services.
absl::StatusOr<std::vector<WorkCount>> CountWorksByStatus(const Records& records);

// Projects that have not ended, by when they are due after the day that is read.
struct DueCounts {
  int64_t overdue = 0;
  int64_t within_30_days = 0;
  // After those.
  int64_t within_90_days = 0;
};
absl::StatusOr<DueCounts> CountWorksDue(const Records& records);

// Names of the first partnerships that the public may know, `most` at most.
absl::StatusOr<std::vector<std::string>> PublicPartnerships(const Ledger& ledger,
                                                            const Caller& caller,
                                                            absl::CivilDay day, int64_t most);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FIGURES_TABLES_H_
