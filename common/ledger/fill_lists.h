// The migration step that carries lists of messages out of the blobs they were
// held in into tables of their own.
#ifndef CONCORDAT_COMMON_LEDGER_FILL_LISTS_H_
#define CONCORDAT_COMMON_LEDGER_FILL_LISTS_H_

#include <absl/status/status.h>

#include <string>
#include <vector>

#include "common/resource/resource_type.h"
#include "common/sql/migrations.h"
#include "common/sql/mysql.h"

namespace concordat {

// For each list, `share.lines`: a few slices to a transaction, reads the blob
// `share.lines` of every slice, past and deleted ones too, writes its elements to
// `share_lines`, and holds what is read back from there against the blob. At the end
// the number of elements must be that of the rows. The blobs stay as they are. What
// an earlier run has carried over is not touched again.
absl::Status FillLists(Connection& connection, const std::vector<const ResourceType*>& types,
                       const std::vector<std::string>& lists);

// The same as the step `fill_lists`. The types must outlive it.
MigrationSteps FillListsStep(std::vector<const ResourceType*> types);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_FILL_LISTS_H_
