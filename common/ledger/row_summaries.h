// The summaries that rows keep of their lists (RowSummary): put into the rows that were
// there before, and held against the lists.
#ifndef CONCORDAT_COMMON_LEDGER_ROW_SUMMARIES_H_
#define CONCORDAT_COMMON_LEDGER_ROW_SUMMARIES_H_

#include <absl/status/status.h>

#include <string>
#include <vector>

#include "common/resource/resource_type.h"
#include "common/sql/migrations.h"
#include "common/sql/mysql.h"

namespace concordat {

// Fills those that are NULL in the tables, past and deleted slices too, a few slices to a
// transaction. Can be run again.
absl::Status FillSummaries(Connection& connection, const std::vector<const ResourceType*>& types,
                           const std::vector<std::string>& tables);

// The same as the step `fill_summaries`. The types must outlive it.
MigrationSteps FillSummariesStep(std::vector<const ResourceType*> types);

// Adds a sentence for each row whose summary is not what its lists come to.
absl::Status CheckSummaries(Connection& connection, const std::vector<const ResourceType*>& types,
                            std::vector<std::string>* problems);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_ROW_SUMMARIES_H_
