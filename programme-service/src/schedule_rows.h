// Which projects, stages and milestones a schedule shows, and which of them slipped.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_ROWS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_ROWS_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "concordat/programme/v1/schedule.pb.h"
#include "programme-service/src/schedule_subject.h"

namespace concordat::programme {

// What is shown: the names of a page, and how many there are on all.
struct SchedulePage {
  std::vector<std::string> projects, stage_plans, milestones;
  // The last name shown where more come after it.
  std::string last;
  int total = 0;
};

// What a subject has after a name, in the order of names.
absl::StatusOr<SchedulePage> ReadSchedulePage(const Records& records,
                                              const ScheduleSubject& subject,
                                              const std::string& after, int size);

// What of a subject is planned to end later than it was on an earlier day: at most so many,
// the most days first.
absl::StatusOr<v1::ListSlipsResponse> ReadSlips(const Records& records,
                                                const ScheduleSubject& subject,
                                                absl::CivilDay since, int most);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_ROWS_H_
