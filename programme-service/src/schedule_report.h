// Rows of a schedule: from records and what was reckoned to messages. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_REPORT_H_
#define CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_REPORT_H_

#include <string>

#include "concordat/programme/v1/milestone.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/schedule.pb.h"
#include "concordat/programme/v1/stage_plan.pb.h"
#include "programme-service/src/schedule_facts.h"

namespace concordat::programme {

// The most dependencies of a driving path that are told.
inline constexpr size_t kMostOnPath = 50;

class ScheduleReporter {
 public:
  // The facts must outlive it.
  explicit ScheduleReporter(const ScheduleFacts& facts) : facts_(facts), reckoned_(Reckon(facts)) {}

  v1::ScheduleRow Report(const v1::Project& project) const;
  v1::ScheduleRow Report(const v1::Milestone& milestone) const;
  // A stage moves with the start of its project as long as it has not begun.
  v1::ScheduleRow Report(const v1::StagePlan& plan) const;

 private:
  // -1 where it is not there.
  int PlaceOf(const std::string& name) const;
  void Fill(int node, End which, v1::ScheduledDate* date) const;
  int WaitsOnUndated(int node) const;

  const ScheduleFacts& facts_;
  const Reckoned reckoned_;
};

// Takes what was reckoned out of a row where it differs from that of another reading of the
// same records, with what may not be told.
void KeepWhatIsAlike(const v1::ScheduleRow& other, v1::ScheduleRow* row);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_REPORT_H_
