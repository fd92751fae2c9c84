// What the expected results of each piece of work come to: gone through once for all that
// a report or a pack asks of it.
#ifndef CONCORDAT_BENEFITS_SERVICE_RESULT_SUMS_H_
#define CONCORDAT_BENEFITS_SERVICE_RESULT_SUMS_H_

#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "benefits-service/src/pence.h"
#include "benefits-service/src/tables.h"
#include "concordat/benefits/v1/report.pb.h"

namespace concordat::benefits {

struct WorkResults {
  // Empty for what comes of no work.
  std::string work;
  // Of results alone.
  v1::RealisationCounts counts;
  // Whether any of them is a promise in money or in per cent, and what those come to.
  bool has_stated_promise = false;
  Pence promised = 0;
  Pence realised = 0;
};

// In the order in which the first result of each comes in the paper.
absl::StatusOr<std::vector<WorkResults>> ReadResultSums(const Records& records);

// The place of a record of an alias in its paper, as text that orders as the places do.
std::string PlaceIn(std::string_view alias);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_RESULT_SUMS_H_
