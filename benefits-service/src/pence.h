// Sums of pence. They are kept in 128 bits, which no number of amounts fills; what is
// told in 64 is held against them.
#ifndef CONCORDAT_BENEFITS_SERVICE_PENCE_H_
#define CONCORDAT_BENEFITS_SERVICE_PENCE_H_

#include <absl/numeric/int128.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "common/sql/mysql.h"

namespace concordat::benefits {

using Pence = absl::int128;

// Reads a sum, which SQL gives as a decimal of any length; nought for NULL.
Pence PenceIn(const Row& row, size_t cell);

// Whether a sum can be told in 64 bits.
bool CanBeTold(Pence pence);

// The sum as it is told; FAILED_PRECONDITION, AMOUNTS_TOO_LARGE, that names what is added
// up where it cannot be.
absl::StatusOr<int64_t> Told(Pence pence, std::string_view what);
absl::Status TooLarge(std::string_view what);

// `£1,106,000`, `−£4.50`.
std::string Said(Pence pence);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_PENCE_H_
