// What a board pack asks of plans, of what was decided about them and of the round.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PACK_PLANS_H_
#define CONCORDAT_PROGRAMME_SERVICE_PACK_PLANS_H_

#include <absl/status/statusor.h>

#include <set>
#include <string>

#include "common/ledger/records.h"
#include "concordat/programme/v1/plan_part.pb.h"
#include "programme-service/src/outline.h"

namespace concordat::programme {

// Of the board of the outline, or of all. `since` is the day compared with; empty for none.
absl::StatusOr<v1::PlanPart> ReadPlanPart(const Records& records, const Outline& outline,
                                          const std::string& since);

// Adds the names of what it speaks of.
void AddNamesIn(const v1::PlanPart& plans, std::set<std::string>* names);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PACK_PLANS_H_
