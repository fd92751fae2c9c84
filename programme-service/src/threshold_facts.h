// Facts of pieces of work that thresholds are held against, as far as this service keeps
// them: SQL counts, a page of work at a time.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_THRESHOLD_FACTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_THRESHOLD_FACTS_H_

#include <absl/status/statusor.h>

#include <optional>
#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "concordat/programme/v1/threshold_table.pb.h"
#include "concordat/type/v1/rag.pb.h"
#include "programme-service/src/threshold_judgement.h"

namespace concordat::programme {

struct WorkWithFacts {
  std::string name;
  std::string title;
  type::v1::Rag reported = type::v1::RAG_UNSPECIFIED;
  KnownFacts facts;
};

struct WorksAsked {
  // Only these; a page of all when empty.
  std::vector<std::string> names;
  std::string after;
  int most = 0;
};

// In the order of their names; one more than asked where there is a next page.
absl::StatusOr<std::vector<WorkWithFacts>> ReadWorkFacts(const Records& records,
                                                         const WorksAsked& asked);

// The newest version of the partnership's tables that is in force on the day; nothing
// where none is.
absl::StatusOr<std::optional<v1::ThresholdTable>> ReadThresholds(const Records& records);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_THRESHOLD_FACTS_H_
