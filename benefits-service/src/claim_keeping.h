// Keeps the groups that a scan has found, so that keeping them again changes nothing.
#ifndef CONCORDAT_BENEFITS_SERVICE_CLAIM_KEEPING_H_
#define CONCORDAT_BENEFITS_SERVICE_CLAIM_KEEPING_H_

#include <absl/status/statusor.h>

#include <set>
#include <string>
#include <vector>

#include "common/ledger/ledger.h"
#include "common/operations/operation_run.h"
#include "concordat/benefits/v1/claim_group.pb.h"
#include "concordat/benefits/v1/double_claims.pb.h"

namespace concordat::benefits {

struct GroupsToKeep {
  // `partnerships/{partnership}`.
  const std::string& parent;
  const std::vector<v1::ClaimGroup>& found;
  // Ids of the other partnerships that were looked at: groups with claims of more are not
  // closed.
  const std::set<std::string>& others;
};

// Writes what is new or changed and closes what is found no longer, some in a transaction;
// answers with how many of each.
absl::StatusOr<v1::ScanDoubleClaimsResponse> KeepGroups(const Ledger& ledger, OperationRun& run,
                                                        const GroupsToKeep& groups);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_CLAIM_KEEPING_H_
