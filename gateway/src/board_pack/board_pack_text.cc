#include "gateway/src/board_pack/board_pack_text.h"

#include <absl/strings/str_join.h>

#include <algorithm>
#include <array>
#include <vector>

#include "common/base/date.h"
#include "common/base/text.h"

namespace concordat::gateway {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr int64_t kPencePerThousand = 100'000;

std::string Grouped(uint64_t number) {
  std::string digits = Concat(number);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(at, ",");
  return digits;
}

uint64_t Magnitude(int64_t number) {
  return number < 0 ? 0 - static_cast<uint64_t>(number) : static_cast<uint64_t>(number);
}

// A true minus sign, as wide as a figure.
const char* Sign(int64_t number) { return number < 0 ? "−" : ""; }

bool IsWholeThousands(int64_t pence) { return pence % kPencePerThousand == 0; }

}  // namespace

std::string SpokenDate(std::string_view date) {
  const auto parsed = ParsePartialDate(date);
  if (!parsed.ok()) return std::string(date);
  const absl::CivilDay day = parsed->first;
  const std::string_view month = kMonths[day.month() - 1];
  if (date.size() == 4) return std::string(date);
  if (date.size() == 7) return Concat(month, " ", day.year());
  return Concat(day.day(), " ", month, " ", day.year());
}

std::string Pounds(int64_t pence) {
  const uint64_t magnitude = Magnitude(pence);
  const uint64_t rest = magnitude % 100;
  const std::string fraction = rest == 0 ? "" : Concat(rest < 10 ? ".0" : ".", rest);
  return Concat(Sign(pence), "£", Grouped(magnitude / 100), fraction);
}

std::string Thousands(int64_t pence) {
  return Concat(Sign(pence), Grouped(Magnitude(pence) / kPencePerThousand));
}

bool IsInThousands(const v1::FinancialTable& table) {
  return std::ranges::all_of(table.rows(), [](const v1::FinancialRow& row) {
    return std::ranges::all_of(row.budget_pence(), IsWholeThousands) &&
           IsWholeThousands(row.total_budget_pence()) && IsWholeThousands(row.actual_pence()) &&
           IsWholeThousands(row.variance_pence());
  });
}

std::string Place(const type::v1::Locator& source) {
  std::vector<std::string> parts;
  if (!source.section().empty()) parts.push_back(source.section());
  if (!source.table().empty()) parts.push_back(source.table());
  if (!source.row().empty()) parts.push_back(Concat("row ", source.row()));
  if (!source.column().empty()) parts.push_back(Concat("column ", source.column()));
  return absl::StrJoin(parts, ", ");
}

std::string_view StatusWord(v1::Status status) {
  switch (status) {
    case v1::STATUS_RED:
      return "Red";
    case v1::STATUS_AMBER:
      return "Amber";
    case v1::STATUS_GREEN:
      return "Green";
    default:
      return "Not reported";
  }
}

std::string_view StatusClass(v1::Status status) {
  switch (status) {
    case v1::STATUS_RED:
      return "red";
    case v1::STATUS_AMBER:
      return "amber";
    case v1::STATUS_GREEN:
      return "green";
    default:
      return "none";
  }
}

}  // namespace concordat::gateway
