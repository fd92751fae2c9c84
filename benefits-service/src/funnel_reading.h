// Asks SQL for what the steps of the funnel come to.
#ifndef CONCORDAT_BENEFITS_SERVICE_FUNNEL_READING_H_
#define CONCORDAT_BENEFITS_SERVICE_FUNNEL_READING_H_

#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <vector>

#include "benefits-service/src/funnel.h"
#include "benefits-service/src/tables.h"

namespace concordat::benefits {

// What is asked of the funnel.
struct FunnelQuestion {
  v1::FunnelBy by = v1::FUNNEL_BY_PROGRAMME;
  // Empty for all.
  std::string subject;
};

// The names of the groups after one, in their order, at most so many; from the first on
// where `after` is empty and `is_first`.
absl::StatusOr<std::vector<std::string>> ReadFunnelKeys(const Records& records,
                                                        const FunnelQuestion& question,
                                                        const std::string& after, bool is_first,
                                                        int most);

// Of each of the groups.
absl::StatusOr<std::map<std::string, FunnelGroupSums>> ReadFunnelSums(
    const Records& records, const FunnelQuestion& question, const std::vector<std::string>& keys);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_FUNNEL_READING_H_
