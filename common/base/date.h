// Days and partial dates. "Today" and the bounds of a day are Europe/London.
#ifndef CONCORDAT_COMMON_BASE_DATE_H_
#define CONCORDAT_COMMON_BASE_DATE_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <string>
#include <string_view>

namespace concordat {

// A date with the precision the source has; it stands for every day from
// `first` to `last`.
struct PartialDate {
  absl::CivilDay first;
  absl::CivilDay last;
};

// Parses `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, years 1000 to 9998; INVALID_ARGUMENT
// for anything else, 29 February 2011 included.
absl::StatusOr<PartialDate> ParsePartialDate(std::string_view text);

// Parses `YYYY-MM-DD` alone.
absl::StatusOr<absl::CivilDay> ParseDay(std::string_view text);
std::string FormatDay(absl::CivilDay day);

// Parses `2010-11` into 1 April 2010 to 31 March 2011.
absl::StatusOr<PartialDate> ParseFinancialYear(std::string_view text);

// The day it is in Europe/London at a moment.
absl::CivilDay LondonDay(absl::Time moment);

// How two partial dates compare for every day they allow.
enum class DateOrder { kBefore, kSame, kAfter, kPossiblyEither };
DateOrder CompareDates(const PartialDate& a, const PartialDate& b);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_DATE_H_
