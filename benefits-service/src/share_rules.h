// What must hold of a share before it is kept.
#ifndef CONCORDAT_BENEFITS_SERVICE_SHARE_RULES_H_
#define CONCORDAT_BENEFITS_SERVICE_SHARE_RULES_H_

#include <absl/status/status.h>

#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {

// A share has one line for each year, quarter and kind: two would count twice.
absl::Status CheckShare(const v1::Share* before, v1::Share* after);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_SHARE_RULES_H_
