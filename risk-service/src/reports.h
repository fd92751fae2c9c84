// The handler of the register report: reads the books of one or two days and
// composes them.
#ifndef CONCORDAT_RISK_SERVICE_REPORTS_H_
#define CONCORDAT_RISK_SERVICE_REPORTS_H_

#include <absl/status/statusor.h>

#include "common/identity/caller.h"
#include "common/ledger/ledger.h"
#include "concordat/risk/v1/register_report.pb.h"

namespace concordat::risk {

absl::StatusOr<v1::RegisterReport> GetRegisterReport(const Ledger& ledger, const Caller& caller,
                                                     const v1::GetRegisterReportRequest& request);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_REPORTS_H_
