// Looks for double claims among drawn ones, and says how many of the planted it finds and
// what that takes beside bare blocking: words, keys and pairs alone. No database.
//   concordat-bench-claims [CLAIMS [PLANTS [SEED]]]
#include <absl/time/clock.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "benefits-service/src/double_claims.h"
#include "tests/support/claims_draw.h"

namespace {

using concordat::benefits::ClaimWords;

double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
  const size_t claims = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
  const size_t plants = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 500;
  const uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
  const auto drawn = concordat::test::ClaimsDraw(seed).Draw(claims, plants);
  double begin = CpuSeconds();
  const auto pairs = PairsToLookAt(drawn.claims, ClaimWords(drawn.claims)).size();
  const double blocking = CpuSeconds() - begin;
  begin = CpuSeconds();
  const auto found =
      FindDoubleClaims(drawn.claims, [](int64_t, int64_t) { return absl::OkStatus(); });
  const double search = CpuSeconds() - begin;
  if (!found.ok()) return 1;
  const auto score = Score(drawn, found->groups);
  std::printf("%zu claims, %zu planted, seed %llu: %zu pairs of %.0f\n", claims, score.planted,
              static_cast<unsigned long long>(seed), pairs,
              static_cast<double>(claims) * static_cast<double>(claims - 1) / 2);
  std::printf("recall %.1f %%, precision %.1f %% (%zu groups)\n", 100 * score.recall(),
              100 * score.precision(), score.groups);
  std::printf("CPU seconds: search %.2f, bare blocking %.2f, ratio %.2f\n", search, blocking,
              search / blocking);
  const bool enough = score.recall() >= 0.95 && score.precision() >= 0.8;
  return enough ? 0 : 1;
}
