#include "programme-service/src/project_rules.h"

#include "programme-service/src/date_order.h"

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
  return status;
}

}  // namespace concordat::programme
