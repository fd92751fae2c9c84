// By how much the actuals of each financial year are above its budgets, made of shares
// as they come.
#ifndef CONCORDAT_BENEFITS_SERVICE_VARIANCE_SUMS_H_
#define CONCORDAT_BENEFITS_SERVICE_VARIANCE_SUMS_H_

#include <absl/status/status.h>

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/facts.h"
#include "benefits-service/src/share_reading.h"
#include "benefits-service/src/tables.h"

namespace concordat::benefits {

class VarianceSums {
 public:
  // Shares come benefit by benefit.
  void Add(const ShareOutline& share);

  // Adds the years that may be cost that was not spent, with the costs of those that are.
  absl::Status Read(const Records& records, Facts* facts) const;

 private:
  struct Sums {
    Pence all = 0;
    Pence costs = 0;
    // By the place of the cost among all.
    std::vector<std::pair<size_t, Pence>> of_costs;
  };

  absl::Status ReadCosts(const Records& records, const Sums& sums, Variance* variance) const;

  std::map<std::string, Sums> years_;
  // Place in the paper and name.
  std::vector<std::pair<int32_t, std::string>> costs_;
};

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_VARIANCE_SUMS_H_
