// Answers where work stands at each level.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_OVERVIEW_METHODS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_OVERVIEW_METHODS_H_

#include <absl/status/statusor.h>

#include "common/ledger/ledger.h"
#include "common/ledger/records.h"
#include "common/rpc/method_table.h"
#include "concordat/programme/v1/overview.pb.h"

namespace concordat::programme {

// Where work stood as at the read.
absl::StatusOr<v1::Overview> ReadOverview(const Records& records,
                                          const v1::GetOverviewRequest& request);

// The ledger must outlive the table.
void BindOverviews(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_OVERVIEW_METHODS_H_
