#include "common/base/working_days.h"

#include <algorithm>

namespace concordat {
namespace {

using absl::CivilDay;
using absl::Weekday;

bool IsWeekend(CivilDay day) {
  const Weekday weekday = absl::GetWeekday(day);
  return weekday == Weekday::saturday || weekday == Weekday::sunday;
}

CivilDay FirstMonday(int64_t year, int month) {
  return absl::NextWeekday(CivilDay(year, month, 1) - 1, Weekday::monday);
}

CivilDay LastMonday(int64_t year, int month) {
  return absl::PrevWeekday(CivilDay(year, month + 1, 1), Weekday::monday);
}

// The early May day, moved twice to the anniversary of the end of the war in Europe.
CivilDay EarlyMay(int64_t year) {
  if (year == 1995 || year == 2020) return CivilDay(year, 5, 8);
  return FirstMonday(year, 5);
}

// The late May day, moved for three jubilees.
CivilDay LateMay(int64_t year) {
  switch (year) {
    case 2002:
    case 2012:
      return CivilDay(year, 6, 4);
    case 2022:
      return CivilDay(year, 6, 2);
    default:
      return LastMonday(year, 5);
  }
}

// Kept once: the turn of the millennium, jubilees, a wedding, a funeral, a coronation.
std::vector<CivilDay> KeptOnce(int64_t year) {
  switch (year) {
    case 1999:
      return {CivilDay(1999, 12, 31)};
    case 2002:
      return {CivilDay(2002, 6, 3)};
    case 2011:
      return {CivilDay(2011, 4, 29)};
    case 2012:
      return {CivilDay(2012, 6, 5)};
    case 2022:
      return {CivilDay(2022, 6, 3), CivilDay(2022, 9, 19)};
    case 2023:
      return {CivilDay(2023, 5, 8)};
    default:
      return {};
  }
}

// The day, or where it is a weekend or another is kept on it, the next that is free.
CivilDay NextFree(CivilDay day, const std::vector<CivilDay>& kept) {
  while (IsWeekend(day) || std::ranges::find(kept, day) != kept.end()) ++day;
  return day;
}

// Of days from Monday to Friday after one day, up to and with another.
int64_t WeekdaysBetween(CivilDay from, CivilDay to) {
  const int64_t days = to - from;
  int64_t count = days / 7 * 5;
  for (CivilDay day = from + days / 7 * 7 + 1; day <= to; ++day) count += IsWeekend(day) ? 0 : 1;
  return count;
}

}  // namespace

// The Gregorian reckoning of Butcher and Meeus; its letters are theirs.
CivilDay EasterSunday(int64_t year) {
  const int64_t a = year % 19, b = year / 100, c = year % 100;
  const int64_t h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int64_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int64_t m = (a + 11 * h + 22 * l) / 451;
  const int64_t n = h + l - 7 * m + 114;
  return CivilDay(year, n / 31, n % 31 + 1);
}

std::vector<CivilDay> BankHolidays(int64_t year) {
  const CivilDay easter = EasterSunday(year), christmas(year, 12, 25);
  std::vector<CivilDay> days = KeptOnce(year);
  days.insert(days.end(), {NextFree(CivilDay(year, 1, 1), {}), easter - 2, easter + 1,
                           EarlyMay(year), LateMay(year), LastMonday(year, 8)});
  // Boxing Day is kept where it falls; Christmas on a Sunday makes way for it.
  const CivilDay boxing = christmas + 1;
  if (IsWeekend(boxing)) {
    days.push_back(NextFree(christmas, {}));
    days.push_back(NextFree(boxing, days));
  } else {
    days.push_back(boxing);
    days.push_back(NextFree(christmas, days));
  }
  std::ranges::sort(days);
  return days;
}

bool IsWorkingDay(CivilDay day) {
  if (IsWeekend(day)) return false;
  return !std::ranges::binary_search(BankHolidays(day.year()), day);
}

int64_t WorkingDaysBetween(CivilDay from, CivilDay to) {
  if (to <= from) return 0;
  int64_t count = WeekdaysBetween(from, to);
  for (int64_t year = from.year(); year <= to.year(); ++year) {
    count -= std::ranges::count_if(BankHolidays(year),
                                   [&](CivilDay day) { return day > from && day <= to; });
  }
  return count;
}

CivilDay AddWorkingDays(CivilDay day, int64_t count) {
  // So many working days take as many days at least.
  while (count > 0) {
    const CivilDay next = day + count;
    count -= WorkingDaysBetween(day, next);
    day = next;
  }
  while (count < 0) {
    const CivilDay next = day + count;
    count += WorkingDaysBetween(next - 1, day - 1);
    day = next;
  }
  return day;
}

CivilDay LatestForWorkingDays(CivilDay limit, int64_t count) {
  if (count == 0) return limit;
  // Forward: the day before the so many-th last working day up to the limit. Back: the so
  // many-th working day after the limit.
  return count > 0 ? AddWorkingDays(limit + 1, -count) - 1 : AddWorkingDays(limit, -count);
}

}  // namespace concordat
