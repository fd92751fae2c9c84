#include <string>

#include "common/base/date.h"
#include "common/base/date_gap.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "risk-service/src/facts.h"
#include "risk-service/src/findings.h"
#include "risk-service/src/spoken.h"

namespace concordat::risk {
namespace {

// `, 3 days later`; nothing where the deadline is no day.
std::string Late(const v1::Treatment& treatment, absl::CivilDay day) {
  const std::string gap = SpokenGap(treatment.deadline(), FormatDay(day));
  return gap.empty() ? "" : Concat(", ", gap, " later");
}

void AddOverdue(const v1::Risk& risk, const v1::Treatment& treatment, absl::CivilDay day,
                Findings* findings) {
  const auto deadline = ParsePartialDate(treatment.deadline());
  if (!deadline.ok() || deadline->first >= day) return;
  // `2011-06` is surely past only when the whole month is.
  const bool possible = deadline->last >= day;
  FindingDraft draft(
      "treatment-overdue", ledger::v1::SEVERITY_WARNING,
      Concat("An action against ", Spoken(risk), " was due ", SpokenDate(treatment.deadline()),
             possible ? " and may be overdue."
                      : Concat(" and is not done", Late(treatment, day), ".")));
  draft.Involve(risk).Involve(treatment).Stated(treatment, "deadline", treatment.deadline());
  draft.Stated(treatment, "action", treatment.description());
  draft->set_possible(possible);
  findings->push_back(draft.Take());
}

}  // namespace

void AddTreatmentFindings(const v1::Risk& risk, const v1::Treatment& treatment, absl::CivilDay day,
                          Findings* findings) {
  if (IsOpen(risk) && IsPlanned(treatment)) AddOverdue(risk, treatment, day, findings);
}

}  // namespace concordat::risk
