// What a schedule is narrowed to.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_SUBJECT_H_
#define CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_SUBJECT_H_

#include <absl/status/status.h>

#include <string>

#include "common/ledger/records.h"
#include "common/sql/sql_part.h"

namespace concordat::programme {

// A project, a programme or a service area; the partnership where the name is empty.
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

 private:
  template <typename Record>
  bool Is() const {
    return records_.TypeOf<Record>().Matches(name_);
  }
  template <typename Work>
  SqlPart IsOfWork(std::string_view column, std::string_view steered_by) const;

  const Records& records_;
  const std::string name_;
};

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SCHEDULE_SUBJECT_H_
