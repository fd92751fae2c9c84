#include "benefits-service/src/rounding.h"

#include "benefits-service/src/quantity.h"
#include "common/base/text.h"

namespace concordat::benefits {

absl::int128 RoundedQuotient(absl::int128 dividend, absl::int128 divisor) {
  const absl::int128 whole = dividend / divisor;
  const absl::int128 rest = dividend % divisor;
  // Twice the rest may be more than 128 bits hold.
  if (rest >= divisor - rest) return whole + 1;
  if (rest <= -divisor - rest) return whole - 1;
  return whole;
}

absl::int128 RunningQuotient::Next(absl::int128 dividend) {
  const absl::int128 part = RoundedQuotient(rest_ + dividend, divisor_);
  rest_ += dividend - part * divisor_;
  return part;
}

std::vector<absl::int128> Split(absl::int128 amount, const std::vector<absl::int128>& weights) {
  absl::int128 all = 0;
  for (const absl::int128 weight : weights) all += weight;
  RunningQuotient next(all);
  std::vector<absl::int128> parts;
  parts.reserve(weights.size());
  for (const absl::int128 weight : weights) parts.push_back(next.Next(amount * weight));
  return parts;
}

absl::StatusOr<absl::int128> Millionths(std::string_view decimal, int64_t least, int64_t most) {
  const auto figure = ParsePrinted(decimal, v1::StatedFigure::UNIT_NUMBER);
  if (!figure.ok()) return figure.status();
  if (figure->value < Quantity(least) * kWhole || figure->value > Quantity(most) * kWhole) {
    return absl::InvalidArgumentError(Concat("is not from ", least, " to ", most));
  }
  return figure->value;
}

}  // namespace concordat::benefits
