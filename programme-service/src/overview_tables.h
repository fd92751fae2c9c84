// Questions to the tables for an overview: sums by SQL, and the first rows of lists.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_OVERVIEW_TABLES_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_OVERVIEW_TABLES_H_

#include <absl/status/status.h>
#include <absl/time/civil_time.h>

#include "common/ledger/records.h"
#include "concordat/programme/v1/overview.pb.h"
#include "programme-service/src/schedule_subject.h"

namespace concordat::programme {

// Counts work of each kind by status and stage.
absl::Status ReadWorkCounts(const Records& records, const ScheduleSubject& subject,
                            v1::Overview* overview);

// Counts stage plans by label and state.
absl::Status ReadStageCounts(const Records& records, const ScheduleSubject& subject,
                             v1::Overview* overview);

// What is due by a day and not done.
absl::Status ReadDue(const Records& records, const ScheduleSubject& subject, absl::CivilDay due_by,
                     int most, v1::Overview* overview);

// Projects and live services that are otherwise than on an earlier day.
absl::Status ReadChanges(const Records& records, const ScheduleSubject& subject,
                         absl::CivilDay since, int most, v1::Overview* overview);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_OVERVIEW_TABLES_H_
