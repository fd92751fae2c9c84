// Rules on the rows of a stage plan.
#ifndef CONCORDAT_PROGRAMME_SERVICE_STAGE_PLAN_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_STAGE_PLAN_RULES_H_

#include <absl/status/status.h>
#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/base/errors.h"
#include "concordat/programme/v1/replan.pb.h"
#include "concordat/programme/v1/stage_plan.pb.h"

namespace concordat::programme {

// A row is of a project or of a service area, stands in a key where it names a stage of one,
// and its state is not what its own dates rule out. That a stage ends before it starts, or
// otherwise than another, is what papers print: findings tell it. Fills the slips.
absl::Status CheckStagePlan(const v1::StagePlan* before, v1::StagePlan* after);

// Adds what is wrong with re-plans: one that moves nothing, or an end that the record has not.
void CheckReplans(const google::protobuf::RepeatedPtrField<v1::Replan>& replans,
                  std::string_view noun, bool has_start, std::vector<FieldViolation>* violations);

// The newest re-plan of an end that is stated; nullptr where there is none.
const v1::Replan* NewestReplan(const google::protobuf::RepeatedPtrField<v1::Replan>& replans,
                               v1::PlanEnd end);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_STAGE_PLAN_RULES_H_
