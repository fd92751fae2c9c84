#include "benefits-service/src/measure_judgement.h"

#include "benefits-service/src/quantity.h"

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

}  // namespace concordat::benefits
