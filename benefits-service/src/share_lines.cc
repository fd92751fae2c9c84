#include "benefits-service/src/share_lines.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>
#include <vector>

#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

constexpr size_t kYear = std::string_view("2010-11").size();

// Lines of a year mostly stand together.
ShareYear& YearOf(std::string_view year, std::vector<ShareYear>* years) {
  for (auto held = years->rbegin(); held != years->rend(); ++held) {
    if (held->year == year) return *held;
  }
  return years->emplace_back(ShareYear{.year = std::string(year), .amounts = {}});
}

void Add(int kind, int64_t pence, ShareYear* year) {
  year->kinds |= 1 << kind;
  if (kind == ShareLine::KIND_BUDGET) year->amounts.budget += pence;
  if (kind == ShareLine::KIND_FORECAST) year->amounts.forecast += pence;
  if (kind == ShareLine::KIND_TARGET) year->amounts.target += pence;
  if (kind != ShareLine::KIND_ACTUAL) return;
  year->amounts.actual += pence;
  year->has_actual = year->has_actual || pence != 0;
}

// Takes a line off the front; false where there is none.
bool TakeLine(std::string_view* lines, ShareOutline* share) {
  if (lines->size() < 1 + kYear) return false;
  const int kind = lines->front() - '0';
  if (kind < 0 || kind > 9) return false;
  const std::string_view year = lines->substr(1, kYear);
  const char* const end = lines->data() + lines->size();
  int64_t pence = 0;
  const auto read = std::from_chars(year.data() + kYear, end, pence);
  if (read.ec != std::errc() || (read.ptr != end && *read.ptr != ' ')) return false;
  share->may_lack = share->may_lack || kind == kMayLackKind;
  Add(kind == kMayLackKind ? int{ShareLine::KIND_ACTUAL} : kind, pence,
      &YearOf(year, &share->years));
  lines->remove_prefix(std::min(lines->size(), size_t(read.ptr - lines->data()) + 1));
  return true;
}

absl::Status Unreadable() { return absl::DataLossError("the lines of a share cannot be read"); }

// An actual that may be none yet, whatever the day.
bool LacksOnAnyDay(const ShareLine& line) {
  return line.kind() == ShareLine::KIND_ACTUAL &&
         (line.grade() == ShareLine::GRADE_UNSPECIFIED || line.counted_to().empty());
}

// Adds to the last of some amounts, or after it where the two would be no amount or come to
// nought and are not nought.
void AddPence(int64_t pence, std::vector<int64_t>* amounts) {
  int64_t sum = 0;
  const bool is_sum = !amounts->empty() && !__builtin_add_overflow(amounts->back(), pence, &sum) &&
                      (sum != 0 || pence == 0);
  if (is_sum) {
    amounts->back() = sum;
  } else {
    amounts->push_back(pence);
  }
}

}  // namespace

std::string SummariseLines(const v1::Share& share) {
  std::map<std::pair<std::string_view, int>, std::vector<int64_t>> by_year;
  std::string last;
  for (const ShareLine& line : share.lines()) {
    const bool lacks = LacksOnAnyDay(line);
    AddPence(line.amount_pence(),
             &by_year[{line.financial_year(), lacks ? kMayLackKind : line.kind()}]);
    if (line.kind() == ShareLine::KIND_ACTUAL && !lacks) last = std::max(last, line.counted_to());
  }
  std::string summary;
  for (const auto& [place, amounts] : by_year) {
    for (const int64_t pence : amounts) {
      summary += Concat(summary.empty() ? "" : " ", place.second, place.first, pence);
    }
  }
  return last.empty() ? summary : Concat(summary, ";", last);
}

absl::Status AddSummary(std::string_view summary, std::string_view day, ShareOutline* share) {
  const size_t end = std::min(summary.find(';'), summary.size());
  std::string_view lines = summary.substr(0, end);
  while (TakeLine(&lines, share)) {
  }
  if (!lines.empty()) return Unreadable();
  if (end < summary.size() && summary.substr(end + 1) > day) share->may_lack = true;
  std::ranges::sort(share->years, {}, &ShareYear::year);
  return absl::OkStatus();
}

absl::Status AddLines(std::string_view lines, int64_t count, ShareOutline* share) {
  int64_t taken = 0;
  while (TakeLine(&lines, share)) ++taken;
  // A server may end a cell before its last line.
  if (!lines.empty() || taken != count) return Unreadable();
  std::ranges::sort(share->years, {}, &ShareYear::year);
  return absl::OkStatus();
}

}  // namespace concordat::benefits
