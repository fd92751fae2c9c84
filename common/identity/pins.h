// Places in the feeds that a call reads at, as calls and page tokens carry them.
#ifndef CONCORDAT_COMMON_IDENTITY_PINS_H_
#define CONCORDAT_COMMON_IDENTITY_PINS_H_

#include <absl/status/status.h>

#include <string_view>

#include "common/identity/caller.h"

namespace concordat {

// Pins the caller to `programme=12,benefits=9,risk=4`, of which `service` reads its
// own. INVALID_ARGUMENT for what holds no positions.
absl::Status ApplyPins(std::string_view pins, std::string_view service, Caller* caller);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_IDENTITY_PINS_H_
