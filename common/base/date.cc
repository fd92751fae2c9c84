#include "common/base/date.h"

#include <cstdio>
#include <cstdlib>
#include <optional>

#include "common/base/cut.h"
#include "common/base/text.h"

namespace concordat {
namespace {

constexpr int kFirstYear = 1000;
constexpr int kLastYear = 9998;

absl::Status NotADate(std::string_view text, std::string_view form) {
  return absl::InvalidArgumentError(
      Concat("\"", CutTo(40, text), "\" is not a date of the form ", form));
}

// Digits alone: no sign, no blanks.
std::optional<int> Digits(std::string_view text) {
  if (text.empty()) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

absl::TimeZone London() {
  static const absl::TimeZone zone = [] {
    absl::TimeZone loaded;
    if (!absl::LoadTimeZone("Europe/London", &loaded)) {
      // Without it every day boundary would be wrong for half the year.
      std::fputs("The time zone Europe/London is not installed (package tzdata).\n", stderr);
      std::exit(1);
    }
    return loaded;
  }();
  return zone;
}

}  // namespace

absl::StatusOr<PartialDate> ParsePartialDate(std::string_view text) {
  constexpr std::string_view kForm = "2009, 2009-03 or 2009-03-31";
  const bool shaped = text.size() == 4 || (text.size() == 7 && text[4] == '-') ||
                      (text.size() == 10 && text[4] == '-' && text[7] == '-');
  if (!shaped) return NotADate(text, kForm);
  const auto year = Digits(text.substr(0, 4));
  const auto month = text.size() >= 7 ? Digits(text.substr(5, 2)) : 1;
  const auto day = text.size() == 10 ? Digits(text.substr(8, 2)) : 1;
  if (!year || !month || !day || *month < 1 || *month > 12) return NotADate(text, kForm);
  if (*year < kFirstYear || *year > kLastYear) {
    return absl::InvalidArgumentError(
        Concat(text, " is not in the years ", kFirstYear, " to ", kLastYear));
  }
  const absl::CivilDay first(*year, *month, *day);
  if (first.month() != *month || first.day() != *day) {
    return absl::InvalidArgumentError(Concat("there is no day ", text));
  }
  switch (text.size()) {
    case 4:
      return PartialDate{first, absl::CivilDay(*year, 12, 31)};
    case 7:
      return PartialDate{first, absl::CivilDay(absl::CivilMonth(first) + 1) - 1};
    default:
      return PartialDate{first, first};
  }
}

absl::StatusOr<absl::CivilDay> ParseDay(std::string_view text) {
  if (text.size() != 10) return NotADate(text, "2009-03-31");
  auto date = ParsePartialDate(text);
  if (!date.ok()) return date.status();
  return date->first;
}

std::string FormatDay(absl::CivilDay day) {
  if (day.year() < 1000 || day.year() > 9999) return absl::FormatCivilTime(day);
  // Each row that is written has several days; absl's own is made for any format.
  std::string text = "0000-00-00";
  const auto put = [&text](size_t last, int number) {
    for (; number > 0; number /= 10) text[last--] = static_cast<char>('0' + number % 10);
  };
  put(3, static_cast<int>(day.year()));
  put(6, day.month());
  put(9, day.day());
  return text;
}

absl::StatusOr<PartialDate> ParseFinancialYear(std::string_view text) {
  const absl::Status wrong = absl::InvalidArgumentError(
      Concat("\"", CutTo(40, text), "\" is not a financial year of the form 2010-11"));
  if (text.size() != 7 || text[4] != '-') return wrong;
  const auto year = Digits(text.substr(0, 4));
  const auto next = Digits(text.substr(5, 2));
  if (!year || !next || *year < kFirstYear || *year > kLastYear || (*year + 1) % 100 != *next) {
    return wrong;
  }
  return PartialDate{absl::CivilDay(*year, 4, 1), absl::CivilDay(*year + 1, 3, 31)};
}

absl::CivilDay LondonDay(absl::Time moment) { return absl::ToCivilDay(moment, London()); }

DateOrder CompareDates(const PartialDate& a, const PartialDate& b) {
  if (a.last < b.first) return DateOrder::kBefore;
  if (b.last < a.first) return DateOrder::kAfter;
  const bool same_day = a.first == a.last && b.first == b.last && a.first == b.first;
  return same_day ? DateOrder::kSame : DateOrder::kPossiblyEither;
}

}  // namespace concordat
