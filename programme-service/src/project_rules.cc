#include "programme-service/src/project_rules.h"

#include "programme-service/src/date_order.h"
#include "programme-service/src/stated_date_rules.h"

namespace concordat::programme {

absl::Status CheckProject(const v1::Project*, v1::Project* after) {
  absl::Status status =
      CheckDateOrder(after->start(), after->baseline_end(), "project.baseline_end");
  if (status.ok()) {
    status = CheckDateOrder(after->start(), after->current_end(), "project.current_end");
  }
  if (status.ok()) {
    status = CheckDateOrder(after->start(), after->actual_end(), "project.actual_end");
  }
  if (status.ok()) status = CheckStatedDates(after->stated_dates(), "project");
  return status;
}

}  // namespace concordat::programme
