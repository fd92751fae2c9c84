// What a share saves year by year, where what recurs is saved again in later years. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_LINE_LEVELS_H_
#define CONCORDAT_BENEFITS_SERVICE_LINE_LEVELS_H_

#include <absl/functional/function_ref.h>

#include <cstdint>

#include "benefits-service/src/pence.h"
#include "benefits-service/src/share_reading.h"

namespace concordat::benefits {

// From the first to the last, each by the year that it begins in.
struct YearSpan {
  int64_t first = 0;
  int64_t last = 0;
  bool Holds(int64_t year) const { return first <= year && year <= last; }
};

// What a share saves in a year by its lines of one kind. What is new and what is rolled over
// are the level of the year against the budget before any saving; what is rolled over has
// been taken from the base budget already.
struct LineLevel {
  int64_t year = 0;
  bool is_stated = false;
  Pence stated = 0;
  Pence fresh = 0;
  Pence rolled_over = 0;

  Pence level() const { return fresh + rolled_over; }
};

// Of the years in the span that have a level, in their order. A recurring saving stays at the
// amount of its last line until a later one changes it. What came about is never taken to
// have come about again: actuals are of the years of their lines alone.
void ForEachLevel(const ShareOutline& share, v1::ShareLine::Kind kind, const YearSpan& span,
                  absl::FunctionRef<void(const LineLevel&)> on_level);

// Of the lines of a kind in a year.
Pence AmountOfKind(const ShareAmounts& amounts, v1::ShareLine::Kind kind);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_LINE_LEVELS_H_
