#include "benefits-service/src/measure_judgement.h"

#include "benefits-service/src/quantity.h"
#include "common/base/text.h"

namespace concordat::benefits {

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
