// What a schedule is narrowed to.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_SUBJECT_H_
#define CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_SUBJECT_H_

#include <absl/status/status.h>

#include <string>

#include "common/ledger/records.h"
#include "common/sql/sql_part.h"

namespace concordat::programme {

// A project, a programme, a service area or a council; the partnership where the name is empty.
// Of a council is what it hosts or takes part in and what it leads.
class ScheduleSubject {
 public:
  ScheduleSubject(const Records& records, std::string name)
      : records_(records), name_(std::move(name)) {}

  // NOT_FOUND where it is not there, INVALID_ARGUMENT for a name of something else.
  absl::Status Check() const;

  // True of a row `k` that is of it.
  SqlPart HoldsProject() const;
  SqlPart HoldsStagePlan() const;
  SqlPart HoldsMilestone() const;
  SqlPart HoldsLiveService() const;
  SqlPart HoldsAction() const;
  SqlPart HoldsReturn() const;

 private:
  template <typename Record>
  bool Is() const {
    return records_.TypeOf<Record>().Matches(name_);
  }
  template <typename Work>
  SqlPart IsOfWork(std::string_view column, std::string_view steered_by) const;
  // Of a council alone.
  SqlPart TakesPartIn(std::string_view work, std::string_view column) const;
  template <typename Work>
  SqlPart IsHosted(std::string_view column) const;
  SqlPart IsMilestoneOfCouncil() const;

  const Records& records_;
  const std::string name_;
};

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_SUBJECT_H_
