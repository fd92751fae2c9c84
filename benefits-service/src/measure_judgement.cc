#include "benefits-service/src/measure_judgement.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "benefits-service/src/quantity.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

bool IsYear(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

// `31/03/09`, `2011-12`; `40-50` is a range of figures.
bool IsDayOrYear(std::string_view token) {
  return token.find('/') != std::string_view::npos || IsYear(token.substr(0, token.find('-')));
}

// A number with all that is joined to it: `31/03/09`, `NI185`, `63.1%`, `1st`.
bool IsFigure(std::string_view token) {
  while (!token.empty() && std::string_view(".,;:()[]'\"").find(token.back()) != token.npos) {
    token.remove_suffix(1);
  }
  while (!token.empty() && std::string_view("([\"'<>+-").find(token.front()) != token.npos) {
    token.remove_prefix(1);
  }
  if (token.starts_with("£")) return true;
  if (token.empty() || !absl::ascii_isdigit(static_cast<unsigned char>(token[0]))) return false;
  for (const char* ordinal : {"st", "nd", "rd", "th"}) {
    if (token.ends_with(ordinal)) return false;
  }
  return !IsDayOrYear(token);
}

// The words of a date: `15 June`.
bool IsMonth(std::string_view token) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string lower = absl::AsciiStrToLower(ToAbsl(token.substr(0, 3)));
  return std::ranges::find(kMonths, lower) != kMonths.end();
}

}  // namespace

bool HasFigure(std::string_view words) {
  const std::vector<std::string> tokens = absl::StrSplit(ToAbsl(words), ' ', absl::SkipEmpty());
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool dated = i + 1 < tokens.size() && IsMonth(tokens[i + 1]);
    if (!dated && IsFigure(tokens[i])) return true;
  }
  return false;
}

type::v1::Rag LightOf(const v1::Measure& measure, const v1::MeasureReturn& given) {
  const bool trend = measure.direction() == v1::Measure::DIRECTION_INCREASE_TREND;
  const auto actual = ParsePrinted(given.actual(), v1::StatedFigure::UNIT_NUMBER);
  const auto mark =
      ParsePrinted(trend ? given.baseline() : given.target(), v1::StatedFigure::UNIT_NUMBER);
  if (!actual.ok() || !mark.ok()) return type::v1::RAG_UNSPECIFIED;
  bool met = false;
  switch (measure.direction()) {
    case v1::Measure::DIRECTION_LOWER_IS_BETTER:
      met = actual->value <= mark->value;
      break;
    case v1::Measure::DIRECTION_HIGHER_IS_BETTER:
      met = actual->value >= mark->value;
      break;
    case v1::Measure::DIRECTION_INCREASE_TREND:
      met = actual->value > mark->value;
      break;
    default:
      return type::v1::RAG_UNSPECIFIED;
  }
  return met ? type::v1::RAG_GREEN : type::v1::RAG_RED;
}

bool GivesFigure(const v1::MeasureReturn& given) {
  return !given.actual().empty() || !given.target().empty() || !given.baseline().empty() ||
         !given.change().empty() || !given.target_change_percent().empty();
}

std::string GivesFigureIn(std::string_view given) {
  std::string any = "FALSE";
  for (const char* column : {"actual", "target", "baseline", "change", "target_change_percent"}) {
    any += Concat(" OR ", given, ".`", column, "` <> ''");
  }
  return Concat("(", any, ")");
}

std::string IsSurelyGreen(std::string_view measure, std::string_view given) {
  const std::string actual = Concat(given, ".actual");
  const std::string mark = Concat(
      "IF(", measure, ".direction = ", static_cast<int>(v1::Measure::DIRECTION_INCREASE_TREND),
      ", ", given, ".baseline, ", given, ".target)");
  const auto is_plain = [](const std::string& text) {
    return Concat(text, " REGEXP '^[-+]?[0-9]{1,9}([.][0-9]{1,6})?$'");
  };
  const auto number = [](const std::string& text) {
    return Concat("CAST(", text, " AS DECIMAL(15, 6))");
  };
  const auto when = [&](v1::Measure::Direction direction, std::string_view met) {
    return Concat(" WHEN ", static_cast<int>(direction), " THEN ", number(actual), met,
                  number(mark));
  };
  return Concat("(", is_plain(actual), " AND ", is_plain(mark), " AND CASE ", measure, ".direction",
                when(v1::Measure::DIRECTION_HIGHER_IS_BETTER, " >= "),
                when(v1::Measure::DIRECTION_LOWER_IS_BETTER, " <= "),
                when(v1::Measure::DIRECTION_INCREASE_TREND, " > "), " ELSE FALSE END)");
}

}  // namespace concordat::benefits
