// Rules on projects.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PROJECT_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_PROJECT_RULES_H_

#include <absl/status/status.h>

#include "concordat/programme/v1/project.pb.h"

namespace concordat::programme {

// A project ends after it began. What a paper states to the contrary is kept in
// `stated_dates`, which have no order.
absl::Status CheckProject(const v1::Project* before, v1::Project* after);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PROJECT_RULES_H_
