#include "benefits-service/src/quantity.h"

#include <algorithm>

#include "common/base/cut.h"
#include "common/base/figure.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using v1::StatedFigure;

constexpr size_t kMaxDigits = 15;
constexpr int kDecimals = 6;

int64_t UnitOf(StatedFigure::Unit unit) {
  switch (unit) {
    case StatedFigure::UNIT_THOUSAND_POUNDS:
      return 1'000;
    case StatedFigure::UNIT_MILLION_POUNDS:
      return 1'000'000;
    default:
      return 1;
  }
}

// Beyond any figure that can be printed, and small enough that many of them add up.
constexpr Quantity kNoEnd = absl::MakeInt128(1LL << 40, 0);

// One step of the last digit of a number that is not nought: 100,000 of 900,000.
Quantity LastDigitOf(Quantity number) {
  if (number == 0) return 0;
  Quantity step = 1;
  while (number % (step * 10) == 0) step *= 10;
  return step;
}

}  // namespace

Quantity FromPence(absl::int128 pence) { return pence * (kWhole / 100); }

absl::StatusOr<PrintedFigure> ParsePrinted(std::string_view amount, StatedFigure::Unit unit) {
  const absl::Status wrong =
      absl::InvalidArgumentError(Concat("\"", CutTo(40, amount), "\" is no decimal figure"));
  const bool negative = amount.starts_with('-');
  if (negative || amount.starts_with('+')) amount.remove_prefix(1);
  const size_t point = std::min(amount.find('.'), amount.size());
  const std::string_view whole = amount.substr(0, point);
  const std::string_view decimals = point < amount.size() ? amount.substr(point + 1) : "";
  if (whole.empty() || whole.size() + decimals.size() > kMaxDigits || decimals.size() > kDecimals ||
      (point < amount.size() && decimals.empty())) {
    return wrong;
  }
  Quantity value = 0;
  for (const char digit : std::string(whole) + std::string(decimals)) {
    if (digit < '0' || digit > '9') return wrong;
    value = value * 10 + (digit - '0');
  }
  // One step of the last digit printed.
  Quantity step = Quantity(kWhole) * UnitOf(unit);
  for (size_t i = 0; i < decimals.size(); ++i) step /= 10;
  PrintedFigure figure;
  figure.value = value * step * (negative ? -1 : 1);
  // Halves are rounded away from nought on both sides of it, so that nought has neither.
  // A figure to the last decimal that can be held still allows itself.
  const Quantity half = step / 2;
  figure.low = figure.value - half + (half > 0 && value == 0 ? 1 : 0);
  figure.high = figure.value + std::max<Quantity>(half, 1);
  if (figure.value < 0 && half > 0) {
    ++figure.low;
    ++figure.high;
  }
  return figure;
}

absl::StatusOr<PrintedFigure> ParseStated(const StatedFigure& stated) {
  auto figure = ParsePrinted(stated.amount(), stated.unit());
  if (!figure.ok()) return figure;
  switch (stated.qualifier()) {
    case type::v1::QUALIFIER_OVER:
    case type::v1::QUALIFIER_AT_LEAST:
      figure->high = kNoEnd;
      break;
    case type::v1::QUALIFIER_UNDER:
    case type::v1::QUALIFIER_UP_TO:
      figure->low = -kNoEnd;
      break;
    case type::v1::QUALIFIER_ABOUT: {
      const Quantity half = LastDigitOf(figure->value) / 2;
      figure->low = std::min(figure->low, figure->value - half);
      figure->high = std::max(figure->high, figure->value + half);
      break;
    }
    default:
      break;
  }
  if (stated.amount_high().empty()) return figure;
  const auto end = ParsePrinted(stated.amount_high(), stated.unit());
  if (!end.ok()) return end.status();
  figure->high = std::max(figure->high, end->high);
  return figure;
}

std::string FormatQuantity(Quantity quantity, StatedFigure::Unit unit) {
  const bool negative = quantity < 0;
  if (negative) quantity = -quantity;
  quantity /= UnitOf(unit);
  std::string decimals = Concat(absl::Uint128Low64(absl::uint128(quantity % kWhole)));
  decimals.insert(0, kDecimals - decimals.size(), '0');
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  return SpokenFigure(
      Concat(negative ? "-" : "", absl::Uint128Low64(absl::uint128(quantity / kWhole)),
             decimals.empty() ? "" : ".", decimals),
      unit);
}

}  // namespace concordat::benefits
