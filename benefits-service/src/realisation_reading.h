// Reads the outlines of pieces of work by counting, and what is shown of each.
#ifndef CONCORDAT_BENEFITS_SERVICE_REALISATION_READING_H_
#define CONCORDAT_BENEFITS_SERVICE_REALISATION_READING_H_

#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <vector>

#include "benefits-service/src/facts.h"
#include "benefits-service/src/realisation_outline.h"
#include "benefits-service/src/result_sums.h"
#include "benefits-service/src/tables.h"
#include "common/findings/finding_scope.h"
#include "concordat/benefits/v1/benefits_review.pb.h"

namespace concordat::benefits {

// In the order in which they come up: reviews, then results, then measures, each in
// the order of the paper. Without `may_miss` the measures that may have missed a target
// are looked for.
absl::StatusOr<std::vector<WorkOutline>> ReadOutlines(const Records& records, const Scope& scope,
                                                      const std::vector<WorkResults>& results,
                                                      const std::vector<MeasureFacts>* may_miss);

// What is shown of one piece of work, in the order of the paper.
struct ShownRecords {
  v1::BenefitsReview review;
  std::vector<v1::ExpectedResult> results;
  std::vector<MeasureFacts> measures;
};

// Of each, by its name.
absl::StatusOr<std::map<std::string, ShownRecords>> ReadShown(
    const Records& records, const std::vector<WorkOutline>& works);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_REALISATION_READING_H_
