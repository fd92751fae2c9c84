#include "common/base/spoken.h"

#include <absl/strings/str_join.h>

#include <array>
#include <vector>

#include "common/base/date.h"
#include "common/base/text.h"

namespace concordat {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr uint64_t kPencePerThousand = 100'000;

const char* Sign(int64_t number) { return number < 0 ? kMinus : ""; }

}  // namespace

std::string SpokenDate(std::string_view date) {
  const auto parsed = ParsePartialDate(date);
  if (!parsed.ok() || date.size() == 4) return std::string(date);
  const absl::CivilDay day = parsed->first;
  const std::string month = Concat(kMonths[day.month() - 1], " ", day.year());
  return date.size() == 7 ? month : Concat(day.day(), " ", month);
}

std::string SpokenWhen(std::string_view date) {
  return Concat(ParseDay(date).ok() ? "on " : "in ", SpokenDate(date));
}

uint64_t Magnitude(int64_t number) {
  return number < 0 ? 0 - static_cast<uint64_t>(number) : static_cast<uint64_t>(number);
}

std::string Grouped(uint64_t number) {
  std::string digits = Concat(number);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(at, ",");
  return digits;
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

std::string_view Light(type::v1::Rag status) {
  switch (status) {
    case type::v1::RAG_RED:
      return "red";
    case type::v1::RAG_AMBER:
      return "amber";
    case type::v1::RAG_GREEN:
      return "green";
    default:
      return "no status";
  }
}

std::string Place(const type::v1::Locator& source) {
  std::vector<std::string> parts;
  if (!source.section().empty()) parts.push_back(source.section());
  if (!source.table().empty()) parts.push_back(source.table());
  if (!source.row().empty()) parts.push_back(Concat("row ", source.row()));
  if (!source.column().empty()) parts.push_back(Concat("column ", source.column()));
  return absl::StrJoin(parts, ", ");
}

}  // namespace concordat
