#include "common/base/date_gap.h"

#include <cstdint>
#include <cstdlib>

#include "common/base/date.h"
#include "common/base/text.h"

namespace concordat {
namespace {

std::string Spoken(int64_t gap, std::string_view unit) {
  const int64_t size = std::abs(gap);
  return size == 0 ? "" : Concat(size, " ", unit, size == 1 ? "" : "s");
}

// As long as it is written: `2009`, `2009-03`, `2009-03-31`.
enum Length : size_t { kYear = 4, kMonth = 7, kDay = 10 };

}  // namespace

std::string SpokenGap(std::string_view a, std::string_view b) {
  const auto first = ParsePartialDate(a), second = ParsePartialDate(b);
  if (!first.ok() || !second.ok() || a.size() != b.size()) return "";
  const absl::CivilDay from = first->first, to = second->first;
  const int64_t years = to.year() - from.year();
  switch (a.size()) {
    case kYear:
      return Spoken(years, "year");
    case kMonth:
      return Spoken(years * 12 + to.month() - from.month(), "month");
    case kDay:
      return Spoken(to - from, "day");
    default:
      return "";
  }
}

}  // namespace concordat
