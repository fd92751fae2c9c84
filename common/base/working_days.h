// Working days: Monday to Friday without the bank holidays of England and Wales.
#ifndef CONCORDAT_COMMON_BASE_WORKING_DAYS_H_
#define CONCORDAT_COMMON_BASE_WORKING_DAYS_H_

#include <absl/time/civil_time.h>

#include <cstdint>
#include <vector>

namespace concordat {

// Easter Sunday of a year.
absl::CivilDay EasterSunday(int64_t year);

// The bank holidays of a year in their order, each on the day from Monday to Friday on
// which it is kept: what falls on a weekend is kept on the next day that is free. As the law
// has been since 1978, with what was proclaimed for single years since 1995.
std::vector<absl::CivilDay> BankHolidays(int64_t year);

bool IsWorkingDay(absl::CivilDay day);

// How many working days there are after `from`, up to and with `to`; 0 where `to` is not
// after it.
int64_t WorkingDaysBetween(absl::CivilDay from, absl::CivilDay to);

// The so many-th working day after the day, before it where the number is negative; the day
// itself, whatever it is, where the number is 0.
absl::CivilDay AddWorkingDays(absl::CivilDay day, int64_t count);

// The last day from which AddWorkingDays comes no later than the limit.
absl::CivilDay LatestForWorkingDays(absl::CivilDay limit, int64_t count);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_WORKING_DAYS_H_
