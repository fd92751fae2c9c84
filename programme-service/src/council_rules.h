// Rules on councils and on their memberships.
#ifndef CONCORDAT_PROGRAMME_SERVICE_COUNCIL_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_COUNCIL_RULES_H_

#include <absl/status/status.h>

#include "concordat/programme/v1/council.pb.h"
#include "concordat/programme/v1/membership.pb.h"

namespace concordat::programme {

// A council ends after it began, and neither precedes nor succeeds itself.
absl::Status CheckCouncil(const v1::Council* before, v1::Council* after);

// A member leaves after it joined.
absl::Status CheckMembership(const v1::Membership* before, v1::Membership* after);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_COUNCIL_RULES_H_
