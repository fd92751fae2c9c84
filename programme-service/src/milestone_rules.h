// Rules on milestones.
#ifndef CONCORDAT_PROGRAMME_SERVICE_MILESTONE_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_MILESTONE_RULES_H_

#include <absl/status/status.h>

#include "concordat/programme/v1/milestone.pb.h"

namespace concordat::programme {

// A milestone is of one thing at most, and its state is not what its own dates rule out.
absl::Status CheckMilestone(const v1::Milestone* before, v1::Milestone* after);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_MILESTONE_RULES_H_
