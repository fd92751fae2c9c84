// The lines of a share as SQL puts them into one cell. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_SHARE_LINES_H_
#define CONCORDAT_BENEFITS_SERVICE_SHARE_LINES_H_

#include <absl/status/status.h>

#include <cstdint>
#include <string_view>

#include "benefits-service/src/share_reading.h"

namespace concordat::benefits {

// What stands for the kind of an actual that may be none yet.
inline constexpr int kMayLackKind = 9;

// Adds up `12010-11123400 32010-11-500`, so many lines: the kind, the financial year and
// the pence of each. DATA_LOSS where they are not such.
absl::Status AddLines(std::string_view lines, int64_t count, ShareOutline* share);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_SHARE_LINES_H_
