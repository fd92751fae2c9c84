#include "programme-service/src/work_rules.h"

#include "common/base/errors.h"
#include "programme-service/src/date_order.h"

namespace concordat::programme {

absl::Status CheckOneWork(const std::string& project, const std::string& live_service,
                          const std::string& noun) {
  if (project.empty() != live_service.empty()) return absl::OkStatus();
  const std::string what = project.empty() ? "either this or live_service is required"
                                           : "only one of this and live_service may be given";
  return InvalidField(noun + ".project", what);
}

absl::Status CheckParticipation(const v1::Participation*, v1::Participation* after) {
  const bool area = !after->service_area().empty();
  const bool programme = !after->programme().empty();
  if (!area && !programme) {
    return CheckOneWork(after->project(), after->live_service(), "participation");
  }
  const bool work = !after->project().empty() || !after->live_service().empty();
  if (area + programme + work == 1) return absl::OkStatus();
  return InvalidField(area ? "participation.service_area" : "participation.programme",
                      "only one of project, live_service, service_area and programme may be given");
}

absl::Status CheckIssue(const v1::Issue*, v1::Issue* after) {
  absl::Status status = CheckOneWork(after->project(), after->live_service(), "issue");
  return status.ok() ? CheckDateOrder(after->opened(), after->closed(), "issue.closed") : status;
}

absl::Status CheckLesson(const v1::Lesson*, v1::Lesson* after) {
  return CheckOneWork(after->project(), after->live_service(), "lesson");
}

}  // namespace concordat::programme
