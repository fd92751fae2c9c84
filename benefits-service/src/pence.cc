#include "benefits-service/src/pence.h"

#include <absl/strings/numbers.h>

#include <limits>

#include "benefits-service/src/quantity.h"
#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::benefits {

Pence PenceIn(const Row& row, size_t cell) {
  Pence pence = 0;
  // A sum of whole numbers is one.
  if (!row.IsNull(cell) && !absl::SimpleAtoi(ToAbsl(row.Text(cell)), &pence)) return 0;
  return pence;
}

bool CanBeTold(Pence pence) {
  return pence >= std::numeric_limits<int64_t>::min() &&
         pence <= std::numeric_limits<int64_t>::max();
}

absl::Status TooLarge(std::string_view what) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "AMOUNTS_TOO_LARGE",
                         Concat(what, " add to more pence than 64 bits hold"));
}

absl::StatusOr<int64_t> Told(Pence pence, std::string_view what) {
  if (!CanBeTold(pence)) return TooLarge(what);
  return static_cast<int64_t>(pence);
}

std::string Said(Pence pence) {
  return FormatQuantity(FromPence(pence), v1::StatedFigure::UNIT_POUNDS);
}

}  // namespace concordat::benefits
