// Questions to the tables about what goes up.
#ifndef CONCORDAT_RISK_SERVICE_ESCALATION_TABLES_H_
#define CONCORDAT_RISK_SERVICE_ESCALATION_TABLES_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/ledger/records.h"
#include "concordat/risk/v1/escalation.pb.h"
#include "concordat/risk/v1/escalation_rule.pb.h"
#include "risk-service/src/escalation_judgement.h"

namespace concordat::risk {

// The rules of a partnership, in the order of their names.
absl::StatusOr<std::vector<v1::EscalationRule>> ReadEscalationRules(const Records& records);

// The registers of the names that are there.
absl::StatusOr<ParentRegisters> ReadParentRegisters(const Records& records,
                                                    const std::vector<std::string>& names);

// The escalations of risks, by risk.
absl::StatusOr<std::map<std::string, std::vector<v1::Escalation>, std::less<>>> ReadEscalationsOf(
    const Records& records, const std::vector<std::string>& risks);

// How often each rule has ever sent each of the risks up, deleted ones counted too; by risk
// and rule.
using EscalationCounts = std::map<std::pair<std::string, std::string>, int64_t>;
absl::StatusOr<EscalationCounts> CountEver(const Records& records,
                                           const std::vector<std::string>& risks);

// The open risks of a partnership that its rules may send up or let down. The rules judge.
class EscalationSearch {
 public:
  // Reads once in which ways risks are assessed; the rules must outlive it.
  static absl::StatusOr<EscalationSearch> Of(const Records& records,
                                             const std::vector<v1::EscalationRule>& rules);

  // Names of candidates after a name, at most so many, in their order.
  absl::StatusOr<std::vector<std::string>> After(const Records& records, const std::string& name,
                                                 int most) const;

 private:
  // Ways to be assessed, of a category, that meet a rule.
  struct Meeting {
    const v1::EscalationRule* rule;
    // False where it asks for neither rating nor appetite, so that every way meets it.
    bool by_stance = false;
    std::vector<SqlValues> stances;
  };

  std::vector<Meeting> meetings_;
};

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_ESCALATION_TABLES_H_
