#include "common/identity/pins.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "common/base/services.h"
#include "common/base/text.h"

namespace concordat {

absl::Status ApplyPins(std::string_view pins, std::string_view service, Caller* caller) {
  // Written anew, since they go on into the metadata of calls.
  std::string applied;
  std::optional<int64_t> own_epoch, own_position;
  for (const auto entry : absl::StrSplit(ToAbsl(pins), ',', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> pin = absl::StrSplit(entry, absl::MaxSplits('=', 1));
    const std::pair<std::string, std::string> place =
        absl::StrSplit(pin.second, absl::MaxSplits(':', 1));
    int64_t epoch = 0, position = 0;
    const bool known = std::ranges::count(kServices, pin.first) > 0;
    if (!known || !absl::SimpleAtoi(place.first, &epoch) || epoch <= 0 ||
        !absl::SimpleAtoi(place.second, &position) || position < 0) {
      return absl::InvalidArgumentError("there is no place in a feed where one should be");
    }
    applied += Concat(applied.empty() ? "" : ",", pin.first, "=", epoch, ":", position);
    if (pin.first != service) continue;
    own_epoch = epoch;
    own_position = position;
  }
  caller->pins = std::move(applied);
  caller->pinned_epoch = own_epoch;
  caller->pinned_position = own_position;
  return absl::OkStatus();
}

}  // namespace concordat
