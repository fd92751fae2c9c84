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

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_READING_H_
