#include "benefits-service/src/evaluator.h"

#include <vector>

#include "common/base/text.h"
#include "common/resource/resource_type.h"

namespace concordat::benefits {
namespace {

// Ten thousand million pounds squared still fits; nothing real comes near.
const Quantity kLargest = Quantity(1'000'000'000'000'000) * kWhole;

absl::StatusOr<Quantity> Bounded(Quantity quantity) {
  if (quantity < -kLargest || quantity > kLargest) {
    return absl::FailedPreconditionError("a figure becomes too large");
  }
  return quantity;
}

}  // namespace

Evaluator::Evaluator(const std::vector<v1::StatedFigure>& figures, const AmountSums& amounts)
    : amounts_(amounts) {
  for (const v1::StatedFigure& figure : figures) {
    figures_.emplace(ResourceType::IdOf(figure.name()), &figure);
  }
}

absl::StatusOr<Quantity> Evaluator::Value(const Expression& e) const {
  switch (e.kind) {
    case Expression::kFigure:
      return Figure(e.figure);
    case Expression::kSum:
    case Expression::kDifference:
    case Expression::kProduct:
    case Expression::kPercentage:
      return Combined(e);
    case Expression::kMonthsBetween:
      return Quantity(e.months_between) * kWhole;
    case Expression::kCount:
      return amounts_.Of(e);
    default:
      return Bounded(amounts_.Of(e));
  }
}

absl::StatusOr<Quantity> Evaluator::Combined(const Expression& e) const {
  std::vector<Quantity> values;
  for (const Expression& argument : e.arguments) {
    auto value = Value(argument);
    if (!value.ok()) return value;
    values.push_back(*value);
  }
  switch (e.kind) {
    case Expression::kDifference:
      return Bounded(values[0] - values[1]);
    case Expression::kProduct:
      return Bounded(values[0] * (values[1] / kWhole) + values[0] * (values[1] % kWhole) / kWhole);
    case Expression::kPercentage:
      if (values[1] == 0) return absl::FailedPreconditionError("per cent of nought");
      return Bounded(values[0] * 100 * kWhole / values[1]);
    default:
      Quantity sum = 0;
      for (const Quantity value : values) sum += value;
      return Bounded(sum);
  }
}

absl::StatusOr<Quantity> Evaluator::Figure(const std::string& id) const {
  const auto found = figures_.find(id);
  if (found == figures_.end()) {
    return absl::FailedPreconditionError(Concat("there is no figure \"", id, "\""));
  }
  if (corrected_.has_value() && corrected_->first == id) return corrected_->second;
  auto printed = ParseStated(*found->second);
  if (!printed.ok()) return printed.status();
  return printed->value;
}

}  // namespace concordat::benefits
