#include "benefits-service/src/months.h"

#include "common/base/date.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

constexpr size_t kYear = 4, kDay = 10;

// Of two days, the first of which is the earlier.
int WholeMonths(absl::CivilDay from, absl::CivilDay to) {
  const auto months = static_cast<int>(absl::CivilMonth(to) - absl::CivilMonth(from));
  const bool is_last = absl::CivilMonth(to + 1) != absl::CivilMonth(to);
  return to.day() < from.day() && !is_last ? months - 1 : months;
}

absl::StatusOr<PartialDate> Dated(std::string_view text) {
  if (text.size() == kYear && ParsePartialDate(text).ok()) {
    return absl::InvalidArgumentError(Concat("\"", text, "\" names no month"));
  }
  return ParsePartialDate(text);
}

}  // namespace

absl::StatusOr<int> MonthsBetween(std::string_view from, std::string_view to) {
  const auto first = Dated(from), second = Dated(to);
  if (!first.ok()) return first.status();
  if (!second.ok()) return second.status();
  if (from.size() == kDay && to.size() == kDay) {
    return second->first < first->first ? -WholeMonths(second->first, first->first)
                                        : WholeMonths(first->first, second->first);
  }
  return static_cast<int>(absl::CivilMonth(second->first) - absl::CivilMonth(first->first));
}

}  // namespace concordat::benefits
