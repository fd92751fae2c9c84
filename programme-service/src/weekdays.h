// Days of the week as papers print them.
#ifndef CONCORDAT_PROGRAMME_SERVICE_WEEKDAYS_H_
#define CONCORDAT_PROGRAMME_SERVICE_WEEKDAYS_H_

#include <absl/time/civil_time.h>

#include <string_view>

namespace concordat::programme {

const char* NameOf(absl::Weekday weekday);

// True for the name of the day in full or cut as papers cut it: `Fri`, `Weds.`, `THURS`.
// True for the name of any.
bool IsWeekday(std::string_view printed);

bool IsNameOf(std::string_view printed, absl::Weekday weekday);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_WEEKDAYS_H_
