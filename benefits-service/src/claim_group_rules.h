// What becomes of groups of claims: as they are found, found again, judged, and found no
// longer. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_CLAIM_GROUP_RULES_H_
#define CONCORDAT_BENEFITS_SERVICE_CLAIM_GROUP_RULES_H_

#include <absl/status/status.h>
#include <absl/time/civil_time.h>

#include <span>
#include <string>

#include "benefits-service/src/claim.h"
#include "concordat/benefits/v1/claim_group.pb.h"

namespace concordat::benefits {

// Groups are made by a scan alone.
absl::Status CheckClaimGroup(const v1::ClaimGroup* before, v1::ClaimGroup* after);

// The group of a partnership as it is kept, named after what its claims are: open.
v1::ClaimGroup FoundGroup(std::span<const Claim> claims, const ClaimGroupDraft& draft,
                          const std::string& partnership);

// Puts what was found into what is held: what was judged stays judged with the same figures,
// and is open again with others.
void FindAgain(const v1::ClaimGroup& found, v1::ClaimGroup* held);

struct Judgement {
  v1::ClaimGroup::State state;
  std::string reason;
  std::string role;
  absl::CivilDay day;
};
// FAILED_PRECONDITION for what is found no longer.
absl::Status Judge(const Judgement& judgement, v1::ClaimGroup* group);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_CLAIM_GROUP_RULES_H_
