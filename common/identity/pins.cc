#include "common/identity/pins.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_split.h>

#include <utility>

namespace concordat {

absl::Status ApplyPins(std::string pins, std::string_view service, Caller* caller) {
  for (const auto entry : absl::StrSplit(pins, ',', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> pin = absl::StrSplit(entry, absl::MaxSplits('=', 1));
    int64_t position = 0;
    if (!absl::SimpleAtoi(pin.second, &position) || position < 0) {
      return absl::InvalidArgumentError("there is no position where one should be");
    }
    if (pin.first == service) caller->pinned_position = position;
  }
  caller->pins = std::move(pins);
  return absl::OkStatus();
}

}  // namespace concordat
