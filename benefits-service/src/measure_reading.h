// Reads measures with all their returns.
#ifndef CONCORDAT_BENEFITS_SERVICE_MEASURE_READING_H_
#define CONCORDAT_BENEFITS_SERVICE_MEASURE_READING_H_

#include <absl/status/statusor.h>

#include <vector>

#include "benefits-service/src/facts.h"
#include "benefits-service/src/tables.h"

namespace concordat::benefits {

// The measures, in their order, each with its returns in that of their names.
absl::StatusOr<std::vector<MeasureFacts>> ReadReturns(const Records& records,
                                                      std::vector<v1::Measure> measures);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_MEASURE_READING_H_
