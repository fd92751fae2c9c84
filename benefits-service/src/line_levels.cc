#include "benefits-service/src/line_levels.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "benefits-service/src/financial_year.h"

namespace concordat::benefits {

using v1::ShareLine;

Pence AmountOfKind(const ShareAmounts& amounts, ShareLine::Kind kind) {
  switch (kind) {
    case ShareLine::KIND_BUDGET:
      return amounts.budget;
    case ShareLine::KIND_FORECAST:
      return amounts.forecast;
    case ShareLine::KIND_ACTUAL:
      return amounts.actual;
    case ShareLine::KIND_TARGET:
      return amounts.target;
    default:
      return 0;
  }
}

void ForEachLevel(const ShareOutline& share, ShareLine::Kind kind, const YearSpan& span,
                  absl::FunctionRef<void(const LineLevel&)> on_level) {
  const bool recurs = share.benefit.recurrence() == v1::Benefit::RECURRENCE_RECURRING;
  const bool stays = recurs && kind != ShareLine::KIND_ACTUAL;
  std::vector<std::pair<int64_t, Pence>> lines;
  for (const ShareYear& year : share.years) {
    if (year.Has(kind)) lines.emplace_back(FirstOf(year.year), AmountOfKind(year.amounts, kind));
  }
  std::ranges::sort(lines, {}, [](const auto& line) { return line.first; });
  Pence before = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const auto& [year, amount] = lines[i];
    if (span.Holds(year)) {
      on_level({year, true, amount, amount - before, before});
    }
    if (recurs) before = amount;
    if (!stays || amount == 0) continue;
    const int64_t end = i + 1 < lines.size() ? lines[i + 1].first : span.last + 1;
    for (int64_t later = std::max(year + 1, span.first); later < end && span.Holds(later);
         ++later) {
      on_level({later, false, 0, 0, amount});
    }
  }
}

}  // namespace concordat::benefits
