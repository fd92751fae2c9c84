#include "programme-service/src/milestone_rules.h"

#include <vector>

#include "common/base/errors.h"
#include "programme-service/src/stage_plan_rules.h"

namespace concordat::programme {
namespace {

using v1::Milestone;

int SubjectsOf(const Milestone& milestone) {
  int subjects = 0;
  for (const std::string* name : {&milestone.project(), &milestone.live_service(),
                                  &milestone.service_area(), &milestone.programme()}) {
    subjects += name->empty() ? 0 : 1;
  }
  return subjects;
}

// The newest re-plan of the one day that a milestone has.
const v1::Replan* NewestOf(const Milestone& milestone) {
  const int count = milestone.replans_size();
  return count == 0 ? nullptr : &milestone.replans(count - 1);
}

void CheckState(const Milestone& milestone, std::vector<FieldViolation>* violations) {
  if (!milestone.reached().empty() && milestone.state() != Milestone::STATE_UNSPECIFIED &&
      milestone.state() != Milestone::STATE_REACHED) {
    violations->push_back({"milestone.state", "is another than reached, and reached has a date"});
  }
  const v1::Replan* newest = NewestOf(milestone);
  if (milestone.state() == Milestone::STATE_WILL_NOT_BE_MET && newest != nullptr &&
      !newest->to().date().empty()) {
    violations->push_back({"milestone.state", "gives no new date, and the newest re-plan has one"});
  }
}

}  // namespace

absl::Status CheckMilestone(const Milestone*, Milestone* after) {
  std::vector<FieldViolation> violations;
  if (SubjectsOf(*after) > 1) {
    violations.push_back(
        {"milestone.project", "is given with another of what a milestone is of one of"});
  }
  CheckState(*after, &violations);
  CheckReplans(after->replans(), "milestone", false, &violations);
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

}  // namespace concordat::programme
