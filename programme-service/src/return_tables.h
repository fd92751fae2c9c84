// Questions to the tables of returns and members.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_RETURN_TABLES_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_RETURN_TABLES_H_

#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "concordat/programme/v1/return.pb.h"

namespace concordat::programme {

// Which returns are asked for beside that their last day has gone by unmet.
struct OverdueQuestion {
  // Empty for every round.
  std::string reporting_period;
  // Empty for every council.
  std::string council;
  int most = 0;
};

struct OverdueAnswer {
  // The longest overdue first.
  std::vector<v1::Return> returns;
  int left_out = 0;
};

absl::StatusOr<OverdueAnswer> ReadOverdue(const Records& records, const OverdueQuestion& question);

// Names of returns of all partnerships that are overdue today and not yet marked late.
absl::StatusOr<std::vector<std::string>> ReadUnmarkedLate(Connection& connection,
                                                          const Registry& registry,
                                                          absl::CivilDay today, int most);

// The returns that councils have begun for a round, by council.
absl::StatusOr<std::map<std::string, std::string>> ReadBegunReturns(const Records& records,
                                                                    const std::string& period);

// Councils that are members of the partnership on a day and return something: neither
// customers nor observers.
absl::StatusOr<std::vector<std::string>> ReadReturningCouncils(const Records& records,
                                                               absl::CivilDay day);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_RETURN_TABLES_H_
