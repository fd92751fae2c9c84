// The money of a region by council, type and year, made of shares as they come. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_REGION_TOTALS_H_
#define CONCORDAT_BENEFITS_SERVICE_REGION_TOTALS_H_

#include <absl/status/statusor.h>

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "benefits-service/src/line_levels.h"
#include "benefits-service/src/pence.h"
#include "benefits-service/src/share_reading.h"
#include "concordat/benefits/v1/hand_over.pb.h"
#include "concordat/benefits/v1/region_totals.pb.h"

namespace concordat::benefits {

// Prices of years in millionths of the index, for amounts in those of the base.
struct Prices {
  std::string base_year;
  std::map<std::string, absl::int128> index;
};

// INVALID_ARGUMENT where an index is none, a year of the span or the base has none, or
// nobody says where they come from. None without a base.
absl::StatusOr<std::optional<Prices>> PricesOf(const v1::CalculateRegionTotalsRequest& request,
                                               const YearSpan& span);

// From when benefits are counted in the plan of a unit.
class HandOvers {
 public:
  explicit HandOvers(const std::vector<v1::HandOver>& records);

  struct From {
    // The first year that begins on the day or after it.
    int64_t year = 0;
    std::string unit;
  };
  // The earliest for a benefit; null where it stays, and where it is the plan's own.
  const From* Of(const v1::Benefit& benefit) const;

 private:
  // By the name of the benefit, project or programme.
  std::map<std::string, From> from_;
};

class RegionTotalsMaker {
 public:
  // The hand-overs must outlive it.
  RegionTotalsMaker(const HandOvers& hand_overs, const YearSpan& span)
      : hand_overs_(hand_overs), span_(span) {}

  void Add(const ShareOutline& share);

  // Totals by council, type and year, and those of the years. FAILED_PRECONDITION where one
  // cannot be told.
  absl::StatusOr<v1::CalculateRegionTotalsResponse> Done(const std::optional<Prices>& prices);

 private:
  static constexpr size_t kKinds = 4;
  // Council, type, whether it is a cost, and year.
  using Key = std::tuple<std::string, int, bool, int64_t>;
  struct Sums {
    Pence stated = 0;
    Pence fresh = 0;
    Pence rolled_over = 0;
    Pence handed_over = 0;
    Pence real = 0;

    void Add(const Sums& other);
  };
  using Row = std::array<Sums, kKinds>;
  // The unit, year and kind of a plan's own lines.
  using PlanLine = std::tuple<std::string, int64_t, size_t>;

  void SettleHandedOver();
  void AddReal(const Prices& prices);
  static absl::Status Show(const Key& key, const Row& row, bool has_real, v1::RegionTotal* total);

  const HandOvers& hand_overs_;
  const YearSpan span_;
  std::map<Key, Row> rows_;
  std::map<std::string, std::map<Key, Row>> handed_over_;
  std::set<PlanLine> plan_lines_;
};

// Leaves only rows that are also among the others.
void KeepTrueTotals(const v1::CalculateRegionTotalsResponse& others,
                    v1::CalculateRegionTotalsResponse* totals);

// Leaves the first totals, at most so many; the others are counted.
void CutTotals(int most, v1::CalculateRegionTotalsResponse* totals);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_REGION_TOTALS_H_
