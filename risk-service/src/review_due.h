// When risks were reviewed last, and when they are to be next.
#ifndef CONCORDAT_RISK_SERVICE_REVIEW_DUE_H_
#define CONCORDAT_RISK_SERVICE_REVIEW_DUE_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/ledger/records.h"
#include "common/sql/sql_part.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {

// Pure: so many days after the last review, or after the risk came into its register where it
// has had none; `YYYY-MM-DD`.
std::string NextDue(const std::string& last_reviewed, const std::string& effective_from,
                    int32_t cycle_days);

// SQL for the last day on which a risk may have been reviewed last; `risk` is an expression
// for its name. One entry of an index for each risk.
SqlPart LastReviewed(const Records& records, std::string_view risk);

// The same of some risks, by name; those that were never reviewed are left out.
absl::StatusOr<std::map<std::string, std::string, std::less<>>> ReadLastReviews(
    const Records& records, const std::vector<std::string>& risks);

// Ways in which open risks are assessed, by the days of their review cycle.
using StancesByCycle = std::map<int32_t, std::vector<Stance>>;

// The rows of open risks, of one register or of all where it is empty, to stand in a FROM.
SqlPart OpenRisksOf(const Records& records, const std::string& only_register);

absl::StatusOr<StancesByCycle> ReadStancesByCycle(const Records& records,
                                                  const std::string& only_register);

struct DueQuestion {
  // Empty for all.
  std::string only_register;
  // What is due on this day or before.
  absl::CivilDay by;
  // After this name, at most so many.
  std::string after;
  int most = 0;
};

// Gives each open risk that is due on the day or before: its name, reference, register and
// marking, in no order.
absl::Status ForEachDue(const Records& records, const StancesByCycle& stances, absl::CivilDay by,
                        absl::FunctionRef<absl::Status(const Row&)> on_risk);

// Names of the open risks that are due, in their order.
absl::StatusOr<std::vector<std::string>> ReadDue(const Records& records,
                                                 const StancesByCycle& stances,
                                                 const DueQuestion& question);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_REVIEW_DUE_H_
