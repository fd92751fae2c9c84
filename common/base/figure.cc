#include "common/base/figure.h"

#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>

#include <algorithm>
#include <cstdint>

#include "common/base/spoken.h"
#include "common/base/text.h"

namespace concordat {
namespace {

using benefits::v1::StatedFigure;

std::string_view UnitAfter(StatedFigure::Unit unit, bool one) {
  switch (unit) {
    case StatedFigure::UNIT_THOUSAND_POUNDS:
      return " £000";
    case StatedFigure::UNIT_MILLION_POUNDS:
      return " £m";
    case StatedFigure::UNIT_PER_CENT:
      return "%";
    case StatedFigure::UNIT_NOT_PRINTED:
      return " (no unit printed)";
    case StatedFigure::UNIT_MONTHS:
      return one ? " month" : " months";
    default:
      return "";
  }
}

bool IsDigits(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

}  // namespace

std::string SpokenFigure(std::string_view amount, StatedFigure::Unit unit) {
  const bool negative = amount.starts_with('-');
  std::string_view digits = amount;
  if (negative || amount.starts_with('+')) digits.remove_prefix(1);
  const size_t point = std::min(digits.find('.'), digits.size());
  const std::string_view decimals = digits.substr(std::min(point + 1, digits.size()));
  uint64_t whole = 0;
  if (!IsDigits(digits.substr(0, point)) || !IsDigits(decimals) ||
      !absl::SimpleAtoi(ToAbsl(digits.substr(0, point)), &whole)) {
    return std::string(amount);
  }
  const bool pounds = unit == StatedFigure::UNIT_POUNDS;
  return Concat(negative ? kMinus : "", pounds ? "£" : "", Grouped(whole),
                decimals.empty() ? "" : ".", decimals, pounds && decimals.size() == 1 ? "0" : "",
                UnitAfter(unit, digits == "1"));
}

}  // namespace concordat
