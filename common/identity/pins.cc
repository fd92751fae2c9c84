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
  std::optional<int64_t> own;
  for (const auto entry : absl::StrSplit(ToAbsl(pins), ',', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> pin = absl::StrSplit(entry, absl::MaxSplits('=', 1));
    int64_t position = 0;
    const bool known = std::ranges::count(kServices, pin.first) > 0;
    if (!known || !absl::SimpleAtoi(pin.second, &position) || position < 0) {
      return absl::InvalidArgumentError("there is no position where one should be");
    }
    applied += Concat(applied.empty() ? "" : ",", pin.first, "=", position);
    if (pin.first == service) own = position;
  }
  caller->pins = std::move(applied);
  caller->pinned_position = own;
  return absl::OkStatus();
}

}  // namespace concordat
