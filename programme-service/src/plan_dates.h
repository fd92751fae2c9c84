// Dates of plans as papers print them: the days that each may be, and how two compare.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PLAN_DATES_H_
#define CONCORDAT_PROGRAMME_SERVICE_PLAN_DATES_H_

#include <optional>
#include <string>

#include "common/base/date.h"
#include "concordat/programme/v1/stage_plan.pb.h"
#include "concordat/type/v1/printed_date.pb.h"

namespace concordat::programme {

// The days that a date stands for. Words may open it: `by March` may be before March,
// `March and beyond` after it.
struct PlanDate {
  PartialDate days;
  bool may_be_earlier = false;
  bool may_be_later = false;
};

// Nothing where no date is stated, or none is meant to come (`continuous`).
std::optional<PlanDate> PlanDateOf(const type::v1::PrintedDate& printed);
std::optional<PlanDate> PlanDateOf(const std::string& partial);

// Whether something holds on the days that dates may be.
enum class Holds { kNever, kPossibly, kAlways };

// That a date lies before another.
Holds IsBefore(const PlanDate& date, const PlanDate& other);

// That something starts before something else has ended. What starts in the month or the
// year in which the other ends adjoins it.
Holds StartsBeforeEnd(const PlanDate& start, const PlanDate& end);

// By how many days a date moved from its baseline, as far as the days that they may be tell.
// A date stated alike did not move. Nothing where either is not known.
std::optional<v1::DaySpan> SlipBetween(const type::v1::PrintedDate& baseline,
                                       const type::v1::PrintedDate& planned);

// That something ends before it starts. Within one month or year it is only possible: where
// the start is said to be late in it, or is the later day of the two.
Holds EndsBeforeStart(const type::v1::PrintedDate& end, const type::v1::PrintedDate& start);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PLAN_DATES_H_
