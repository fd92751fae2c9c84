// Rules on records that belong to a piece of work: a project or a live service.
#ifndef CONCORDAT_PROGRAMME_SERVICE_WORK_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_WORK_RULES_H_

#include <absl/status/status.h>

#include <string>

#include "concordat/programme/v1/issue.pb.h"
#include "concordat/programme/v1/lesson.pb.h"
#include "concordat/programme/v1/participation.pb.h"

namespace concordat::programme {

// INVALID_ARGUMENT unless just one of the two is given.
absl::Status CheckOneWork(const std::string& project, const std::string& live_service,
                          const std::string& noun);

// A council takes part in one piece of work, service area or programme.
absl::Status CheckParticipation(const v1::Participation* before, v1::Participation* after);

// An issue belongs to one piece of work, and is closed after it was opened.
absl::Status CheckIssue(const v1::Issue* before, v1::Issue* after);

// A lesson is learned from one piece of work.
absl::Status CheckLesson(const v1::Lesson* before, v1::Lesson* after);

// The work that a record belongs to: a resource name.
template <typename Record>
const std::string& WorkOf(const Record& record) {
  return record.project().empty() ? record.live_service() : record.project();
}

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_WORK_RULES_H_
