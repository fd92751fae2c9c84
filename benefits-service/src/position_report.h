// Where the benefits of each piece of work stand, in figures.
#ifndef CONCORDAT_BENEFITS_SERVICE_POSITION_REPORT_H_
#define CONCORDAT_BENEFITS_SERVICE_POSITION_REPORT_H_

#include <absl/status/statusor.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "benefits-service/src/result_sums.h"
#include "benefits-service/src/share_reading.h"
#include "benefits-service/src/tables.h"
#include "common/findings/finding_scope.h"
#include "concordat/benefits/v1/expected_result.pb.h"
#include "concordat/benefits/v1/report.pb.h"

namespace concordat::benefits {

// Of every project and live service of the scope that has a benefit or a promise, in
// the order of their names.
absl::StatusOr<v1::BenefitsPosition> TellPosition(const Records& records, const Scope& scope);

// The first financial year with an actual of each piece of work, and what it comes to:
// made of shares, as they come.
class FirstActuals {
 public:
  // The scope must outlive it.
  explicit FirstActuals(const Scope& scope) : scope_(scope) {}
  void Add(const ShareOutline& share);

  struct Actual {
    std::string year;
    Pence pence = 0;
    // The last of the paper that is counted.
    std::string benefit;
    int32_t position = 0;
  };
  // By the names of the works.
  const std::map<std::string, Actual>& actuals() const { return actuals_; }

 private:
  const Scope& scope_;
  std::map<std::string, Actual> actuals_;
};

// The same, where the shares and the results have been gone through and all promises that
// may be unrealised are at hand, in the order of the paper.
absl::StatusOr<v1::BenefitsPosition> TellPosition(
    const Records& records, const Scope& scope, const FirstActuals& actuals,
    const std::vector<WorkResults>& results,
    const std::vector<v1::ExpectedResult>& may_be_unrealised);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_POSITION_REPORT_H_
