#include "programme-service/src/weekdays.h"

#include <absl/strings/ascii.h>

#include <string>

#include "common/base/text.h"

namespace concordat::programme {

const char* NameOf(absl::Weekday weekday) {
  static constexpr const char* kNames[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday"};
  return kNames[static_cast<int>(weekday)];
}

bool IsNameOf(std::string_view printed, absl::Weekday weekday) {
  std::string word = absl::AsciiStrToLower(absl::StripAsciiWhitespace(ToAbsl(printed)));
  if (word.ends_with('.')) word.pop_back();
  const std::string name = absl::AsciiStrToLower(NameOf(weekday));
  return (word.size() >= 3 && name.starts_with(word)) ||
         (word == "weds" && weekday == absl::Weekday::wednesday);
}

bool IsWeekday(std::string_view printed) {
  for (int day = 0; day < 7; ++day) {
    if (IsNameOf(printed, static_cast<absl::Weekday>(day))) return true;
  }
  return false;
}

}  // namespace concordat::programme
