// Asks SQL for what the tasks of a region come to.
#ifndef CONCORDAT_BENEFITS_SERVICE_REGIONAL_READING_H_
#define CONCORDAT_BENEFITS_SERVICE_REGIONAL_READING_H_

#include <absl/status/statusor.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "benefits-service/src/regional_saving.h"
#include "benefits-service/src/tables.h"

namespace concordat::benefits {

// Of a programme in a year.
struct RegionalProgramme {
  RegionalSums sums;
  // The total that is printed, where one is and not several.
  std::optional<Pence> printed_total;
};

// By programme, in the order of their names; of one alone where it is named. A task is of its
// financial year, or of each year that lies in its span.
absl::StatusOr<std::vector<RegionalProgramme>> ReadRegionalProgrammes(const Records& records,
                                                                      std::string_view year,
                                                                      const std::string& programme);

// The tasks of a year in the order of the paper, at most so many, without printed totals.
absl::StatusOr<std::vector<v1::RegionalTask>> ReadRegionalTasks(const Records& records,
                                                                std::string_view year,
                                                                const std::string& programme,
                                                                int most);

// How many tasks are priced for no year and no span with both its ends.
absl::StatusOr<int64_t> CountTasksWithoutYear(const Records& records, const std::string& programme);

// Figures of the year, or of none, that are sums of others, with those; at most 200 sums.
absl::StatusOr<std::vector<v1::StatedFigure>> ReadSumsOfFigures(const Records& records,
                                                                std::string_view year);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_REGIONAL_READING_H_
