// The money of a partnership as a board reads it.
#ifndef CONCORDAT_BENEFITS_SERVICE_MONEY_REPORT_H_
#define CONCORDAT_BENEFITS_SERVICE_MONEY_REPORT_H_

#include <absl/functional/function_ref.h>
#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "benefits-service/src/money_rows.h"
#include "benefits-service/src/tables.h"
#include "common/findings/finding_scope.h"
#include "concordat/benefits/v1/report.pb.h"

namespace concordat::benefits {

// Most lines and most groups that a financial summary shows.
inline constexpr int kMaxReportLines = 1000;
inline constexpr int kMaxReportGroups = 1000;

// Lines in the order of the paper under their groups, with a sum for each group
// and for all; of the year that is asked for, or of the one to be shown. `cut` takes the rows that
// may be told and leaves those that are shown. For the public a line or a sum that holds something
// exempt is left out whole.
absl::StatusOr<v1::FinancialSummary> TellMoney(
    const Records& records, const Scope& scope, const std::string& financial_year,
    absl::FunctionRef<void(std::vector<MoneyRow>* rows)> cut);

// The same of money that has been read; `all` is that of all records, where the other is
// narrowed to what is open.
absl::StatusOr<v1::FinancialSummary> ShowMoney(
    const Records& records, const Money& told, const Money* all,
    absl::FunctionRef<void(std::vector<MoneyRow>* rows)> cut);

// The same, cut to what a report shows.
absl::StatusOr<v1::FinancialSummary> TellFinancialSummary(const Records& records,
                                                          const Scope& scope,
                                                          const std::string& financial_year);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_MONEY_REPORT_H_
