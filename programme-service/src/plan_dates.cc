#include "programme-service/src/plan_dates.h"

namespace concordat::programme {

using type::v1::PrintedDate;

std::optional<PlanDate> PlanDateOf(const std::string& partial) {
  const auto days = ParsePartialDate(partial);
  if (!days.ok()) return std::nullopt;
  return PlanDate{*days};
}

std::optional<PlanDate> PlanDateOf(const PrintedDate& printed) {
  if (printed.qualifier() == type::v1::DATE_QUALIFIER_CONTINUOUS) return std::nullopt;
  auto date = PlanDateOf(printed.date());
  if (!date.has_value()) return date;
  switch (printed.qualifier()) {
    case type::v1::DATE_QUALIFIER_BY:
      date->may_be_earlier = true;
      break;
    case type::v1::DATE_QUALIFIER_AND_BEYOND:
    case type::v1::DATE_QUALIFIER_FROM:
      date->may_be_later = true;
      break;
    case type::v1::DATE_QUALIFIER_ABOUT:
      date->may_be_earlier = date->may_be_later = true;
      break;
    default:
      break;
  }
  return date;
}

Holds IsBefore(const PlanDate& date, const PlanDate& other) {
  const bool open = date.may_be_later || other.may_be_earlier;
  if (date.days.last < other.days.first) return open ? Holds::kPossibly : Holds::kAlways;
  const bool possible =
      date.days.first < other.days.last || date.may_be_earlier || other.may_be_later;
  return possible ? Holds::kPossibly : Holds::kNever;
}

Holds StartsBeforeEnd(const PlanDate& start, const PlanDate& end) {
  const bool alike = start.days.first == end.days.first && start.days.last == end.days.last;
  if (alike || start.days.first >= end.days.last) return Holds::kNever;
  return IsBefore(start, end);
}

Holds EndsBeforeStart(const PrintedDate& end, const PrintedDate& start) {
  const auto ends = PlanDateOf(end), starts = PlanDateOf(start);
  if (!ends.has_value() || !starts.has_value()) return Holds::kNever;
  const bool is_late = start.qualifier() == type::v1::DATE_QUALIFIER_LATE &&
                       end.qualifier() != type::v1::DATE_QUALIFIER_LATE;
  if (ends->days.last == starts->days.last && is_late) return Holds::kPossibly;
  return ends->days.last < starts->days.last ? IsBefore(*ends, *starts) : Holds::kNever;
}

std::optional<v1::DaySpan> SlipBetween(const PrintedDate& baseline, const PrintedDate& planned) {
  const auto from = PlanDateOf(baseline), to = PlanDateOf(planned);
  if (!from.has_value() || !to.has_value()) return std::nullopt;
  v1::DaySpan slip;
  if (baseline.date() == planned.date() && baseline.qualifier() == planned.qualifier()) {
    slip.set_at_least(0);
    slip.set_at_most(0);
    return slip;
  }
  // What words leave open on a side cannot be told there.
  if (!from->may_be_later && !to->may_be_earlier) {
    slip.set_at_least(static_cast<int32_t>(to->days.first - from->days.last));
  }
  if (!from->may_be_earlier && !to->may_be_later) {
    slip.set_at_most(static_cast<int32_t>(to->days.last - from->days.first));
  }
  return slip;
}

}  // namespace concordat::programme
