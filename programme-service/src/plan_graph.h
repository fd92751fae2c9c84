// Rules on records of plans together with others, read in the transaction that writes them.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PLAN_GRAPH_H_
#define CONCORDAT_PROGRAMME_SERVICE_PLAN_GRAPH_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <vector>

#include "common/sql/mysql.h"

namespace concordat::programme {

using StatusByName = std::map<std::string, absl::Status>;

// What dependencies say together: none twice and no ring (CheckGraph). What waits is followed
// a level at a time, whatever number of records it has.
absl::StatusOr<StatusByName> CheckDependencies(Connection& connection,
                                               const std::vector<std::string>& names);

// That the stage of a row is a label of its key, on each day of it on which both are.
absl::StatusOr<StatusByName> CheckStagesInKey(Connection& connection,
                                              const std::vector<std::string>& names);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PLAN_GRAPH_H_
