#include "benefits-service/src/regional_table.h"

#include "common/base/date.h"

namespace concordat::benefits {
namespace {

constexpr int64_t kMostCouncils = 100'000;
constexpr int64_t kLeastLines = 3;

}  // namespace

bool RegionalTable::IsOf(const v1::RegionalTask& task) const {
  return task.source().document() == document && task.programme() == sums.programme &&
         task.financial_year() == financial_year && task.period().from() == from &&
         task.period().to() == to;
}

bool RegionalTable::IsOfYear(std::string_view year) const {
  if (!financial_year.empty()) return financial_year == year;
  const auto days = ParseFinancialYear(year);
  const auto first = ParsePartialDate(from), last = ParsePartialDate(to);
  return days.ok() && first.ok() && last.ok() && first->first <= days->first &&
         days->last <= last->last;
}

void CouncilVotes::Add(const std::string& document, std::optional<int64_t> councils,
                       int64_t lines) {
  Votes& votes = votes_[document];
  votes.lines += lines;
  if (councils.has_value() && 0 < *councils && *councils <= kMostCouncils) {
    votes.by_number[*councils] += lines;
  }
}

CouncilsByDocument CouncilVotes::Done() const {
  CouncilsByDocument councils;
  for (const auto& [document, votes] : votes_) {
    int64_t most = 0;
    for (const auto& [number, lines] : votes.by_number) {
      if (lines <= most) continue;
      most = lines;
      councils[document] = number;
    }
    if (most < kLeastLines || most * 2 < votes.lines) councils.erase(document);
  }
  return councils;
}

std::optional<std::optional<int64_t>> CouncilVotes::Of(const v1::RegionalTask& task) {
  if (task.is_total() || task.cost_alone_pence() == 0 || !task.has_printed_saving_pence()) {
    return std::nullopt;
  }
  const int64_t all = task.printed_saving_pence() + task.budget_pence();
  if (all % task.cost_alone_pence() != 0) return std::make_optional(std::optional<int64_t>());
  return std::make_optional(std::make_optional(all / task.cost_alone_pence()));
}

}  // namespace concordat::benefits
