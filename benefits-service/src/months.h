// How long it is from one date to another, as papers count it.
#ifndef CONCORDAT_BENEFITS_SERVICE_MONTHS_H_
#define CONCORDAT_BENEFITS_SERVICE_MONTHS_H_

#include <absl/status/statusor.h>

#include <string_view>

namespace concordat::benefits {

// Months from `2012-03` to `2012-05`: 2; less than nought where the second comes first. Between
// two days whole months alone: one has passed on the same day of the next month, or on its
// last where that has none. INVALID_ARGUMENT for what is no date, and for a year, which
// leaves the month open.
absl::StatusOr<int> MonthsBetween(std::string_view from, std::string_view to);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_MONTHS_H_
