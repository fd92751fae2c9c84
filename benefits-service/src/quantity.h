// Figures as papers print them: exact decimals with a unit, and the range that
// rounding as printed leaves open.
#ifndef CONCORDAT_BENEFITS_SERVICE_QUANTITY_H_
#define CONCORDAT_BENEFITS_SERVICE_QUANTITY_H_

#include <absl/numeric/int128.h>
#include <absl/status/statusor.h>

#include <string>
#include <string_view>

#include "concordat/benefits/v1/stated_figure.pb.h"

namespace concordat::benefits {

// Millionths of a pound, of a per cent, of a month or of one: never floating point.
using Quantity = absl::int128;
inline constexpr int64_t kWhole = 1'000'000;

Quantity FromPence(absl::int128 pence);

// What a printed decimal stands for. £1.3m is from 1,250,000.00 to under
// 1,350,000.00.
struct PrintedFigure {
  Quantity value = 0;
  Quantity low = 0;   // inclusive
  Quantity high = 0;  // exclusive
  bool Allows(Quantity computed) const { return low <= computed && computed < high; }
};

// INVALID_ARGUMENT for text that is no decimal, or has more than six decimals
// or fifteen digits.
absl::StatusOr<PrintedFigure> ParsePrinted(std::string_view amount, v1::StatedFigure::Unit unit);

// What a stated figure stands for by its qualifier: `over £600,000` has no upper end, a
// range goes up to its second figure, `nearly £900,000` is as exact as its last digit that
// is not nought.
absl::StatusOr<PrintedFigure> ParseStated(const v1::StatedFigure& figure);

// The quantity in a unit, `1,037 £000`, with as many decimals as it needs.
std::string FormatQuantity(Quantity quantity, v1::StatedFigure::Unit unit);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_QUANTITY_H_
