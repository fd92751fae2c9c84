// Reads what a schedule is reckoned from.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_READING_H_
#define CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_READING_H_

#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "programme-service/src/schedule_facts.h"

namespace concordat::programme {

// All that hangs together with the names, which are of projects and milestones: by levels, so
// that the statements grow with the longest way and not with the records.
absl::StatusOr<ScheduleFacts> ReadConnected(const Records& records,
                                            const std::vector<std::string>& names);

// From the earliest start to the latest end of the stages of projects that are not given up.
absl::StatusOr<std::map<std::string, StagesOf>> ReadStagesOf(
    const Records& records, const std::vector<std::string>& projects);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_READING_H_
