// Which rows of plans the rules look into. SQL leaves out what no rule can find anything in.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PLAN_CANDIDATES_H_
#define CONCORDAT_PROGRAMME_SERVICE_PLAN_CANDIDATES_H_

#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "programme-service/src/plan_facts.h"

namespace concordat::programme {

// Stages that stall, will not be met, have passed their days or end before they start, and
// those that do not come one after another: of the earlier ones of each rank those that end
// last, which are what the others are held against.
absl::StatusOr<std::vector<std::string>> FindStages(const Records& records);

// Labels that are none of their key's.
absl::StatusOr<std::vector<OutsideKey>> FindOutsideKey(const Records& records);

absl::StatusOr<std::vector<std::string>> FindMilestones(const Records& records);

// Dependencies of which what waits may be planned too early.
absl::StatusOr<std::vector<std::string>> FindTooEarly(const Records& records);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PLAN_CANDIDATES_H_
