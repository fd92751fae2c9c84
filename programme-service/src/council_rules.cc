#include "programme-service/src/council_rules.h"

#include <algorithm>

#include "common/base/errors.h"
#include "programme-service/src/date_order.h"

namespace concordat::programme {

absl::Status CheckCouncil(const v1::Council*, v1::Council* after) {
  if (std::ranges::count(after->predecessors(), after->name()) > 0) {
    return InvalidField("council.predecessors", "holds the council itself");
  }
  if (std::ranges::count(after->successors(), after->name()) > 0) {
    return InvalidField("council.successors", "holds the council itself");
  }
  return CheckDateOrder(after->established(), after->abolished(), "council.abolished");
}

absl::Status CheckMembership(const v1::Membership*, v1::Membership* after) {
  return CheckDateOrder(after->joined(), after->left(), "membership.left");
}

}  // namespace concordat::programme
