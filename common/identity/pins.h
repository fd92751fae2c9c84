// Places in the feeds that a call reads at, as calls, answers and page tokens carry
// them: for each service its epoch and position, `programme=1:12,benefits=1:9`.
#ifndef CONCORDAT_COMMON_IDENTITY_PINS_H_
#define CONCORDAT_COMMON_IDENTITY_PINS_H_

#include <absl/status/status.h>

#include <string_view>

#include "common/identity/caller.h"

namespace concordat {

// Pins the caller to `programme=1:12,benefits=1:9,risk=1:4`, of which `service` reads
// its own. INVALID_ARGUMENT for what holds no places.
absl::Status ApplyPins(std::string_view pins, std::string_view service, Caller* caller);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_IDENTITY_PINS_H_
