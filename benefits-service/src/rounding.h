// Rounding in whole numbers of 128 bits, without floating point. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_ROUNDING_H_
#define CONCORDAT_BENEFITS_SERVICE_ROUNDING_H_

#include <absl/numeric/int128.h>
#include <absl/status/statusor.h>

#include <string_view>
#include <vector>

namespace concordat::benefits {

// The nearest whole number to a fraction; halves go away from nought. The divisor is above
// nought.
absl::int128 RoundedQuotient(absl::int128 dividend, absl::int128 divisor);

// Rounds parts of a sum so that they add up to the rounded sum: each is what the rounded sum
// so far grows by, so that no penny is lost or made, however many there are.
class RunningQuotient {
 public:
  explicit RunningQuotient(absl::int128 divisor) : divisor_(divisor) {}

  // The next part, rounded.
  absl::int128 Next(absl::int128 dividend);

 private:
  const absl::int128 divisor_;
  // What has come and is not told yet, less than a divisor either way.
  absl::int128 rest_ = 0;
};

// Splits an amount by weights, none of which is below nought and of which one is above it, to
// the penny.
std::vector<absl::int128> Split(absl::int128 amount, const std::vector<absl::int128>& weights);

// `3.5` as 3,500,000 millionths; INVALID_ARGUMENT for what is no decimal, has more than six
// decimals, or is not from `least` to `most`, which are whole.
absl::StatusOr<absl::int128> Millionths(std::string_view decimal, int64_t least, int64_t most);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_ROUNDING_H_
