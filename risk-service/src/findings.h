// What does not agree in registers. Pure rules; each finding can be read aloud at the
// board. Their ids are given where they are listed.
#ifndef CONCORDAT_RISK_SERVICE_FINDINGS_H_
#define CONCORDAT_RISK_SERVICE_FINDINGS_H_

#include <absl/time/civil_time.h>

#include <cstdint>
#include <set>
#include <vector>

#include "common/findings/findings.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {

// Scores of an open risk: `risk-score-differs`, `risk-score-impossible`,
// `risk-level-out-of-range`, `risk-not-scored`, `risk-scores-out-of-order`. `matrix` is
// the risk's; nullptr for none.
void AddScoreFindings(const v1::Risk& risk, const v1::Matrix* matrix, Findings* findings);

// A planned action of a risk whose deadline is before the day: `treatment-overdue`.
void AddTreatmentFindings(const v1::Risk& risk, const v1::Treatment& treatment, absl::CivilDay day,
                          Findings* findings);

// The most risks that the reason of a finding names; the rest are counted.
inline constexpr size_t kMaxReasons = 20;

// What a register comes to.
struct RegisterFigures {
  v1::Register record;
  // Every open risk counts in one of them.
  std::vector<Standing> standings;
  // Scores that are printed in a register without a matrix, of closed risks too.
  std::set<int32_t> printed_scores;
  // The first kMaxReasons open risks whose printed score is not the computed one.
  std::vector<v1::Risk> differing;
};

// False where no rule finds anything, whatever the record and the risks say.
bool MayDisagree(const RegisterFigures& figures);

// A register as a whole: `register-total-differs`, `register-matrix-not-stated`.
void AddRegisterFindings(const RegisterFigures& figures, Findings* findings);

// Open risks of a register that have no owner where others have one: `risk-without-owner`.
// `risks` are those that are named.
void AddOwnersLacking(const v1::Register& record, const Lacking& lacking,
                      const std::vector<v1::Risk>& risks, Findings* findings);

// An action against a risk.
struct RiskAction {
  v1::Risk risk;
  v1::Treatment action;
};

// Planned actions against open risks of a register that have no deadline where other
// actions have one: `action-without-deadline`. `actions` are those that are named.
void AddDeadlinesLacking(const v1::Register& record, const Lacking& lacking,
                         const std::vector<RiskAction>& actions, Findings* findings);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_FINDINGS_H_
