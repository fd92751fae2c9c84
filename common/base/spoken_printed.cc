#include "common/base/spoken_printed.h"

#include "common/base/spoken.h"
#include "common/base/text.h"

namespace concordat {

using type::v1::PrintedDate;

std::string SpokenPrinted(const PrintedDate& printed) {
  if (printed.date().empty()) {
    const bool continuous = printed.qualifier() == type::v1::DATE_QUALIFIER_CONTINUOUS;
    return printed.as_printed().empty() && continuous ? "continuous" : printed.as_printed();
  }
  const std::string date = SpokenDate(printed.date());
  switch (printed.qualifier()) {
    case type::v1::DATE_QUALIFIER_BY:
      return Concat("by ", date);
    case type::v1::DATE_QUALIFIER_EARLY:
      return Concat("early ", date);
    case type::v1::DATE_QUALIFIER_MID:
      return Concat("mid-", date);
    case type::v1::DATE_QUALIFIER_LATE:
      return Concat("late ", date);
    case type::v1::DATE_QUALIFIER_AND_BEYOND:
      return Concat(date, " and beyond");
    case type::v1::DATE_QUALIFIER_FROM:
      return Concat("from ", date);
    case type::v1::DATE_QUALIFIER_ABOUT:
      return Concat("about ", date);
    case type::v1::DATE_QUALIFIER_CONTINUOUS:
      return Concat(date, ", continuous");
    default:
      return date;
  }
}

std::string SpokenWhen(const PrintedDate& printed) {
  const std::string date = SpokenDate(printed.date());
  switch (printed.qualifier()) {
    case type::v1::DATE_QUALIFIER_BY:
      return Concat("by ", date);
    case type::v1::DATE_QUALIFIER_EARLY:
      return Concat("early in ", date);
    case type::v1::DATE_QUALIFIER_MID:
      return Concat("in the middle of ", date);
    case type::v1::DATE_QUALIFIER_LATE:
      return Concat("late in ", date);
    case type::v1::DATE_QUALIFIER_AND_BEYOND:
      return Concat(SpokenWhen(printed.date()), " and beyond");
    case type::v1::DATE_QUALIFIER_FROM:
      return Concat("from ", date, " on");
    case type::v1::DATE_QUALIFIER_ABOUT:
      return Concat("about ", date);
    default:
      return SpokenWhen(printed.date());
  }
}

}  // namespace concordat
