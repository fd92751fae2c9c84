#include "risk-service/src/process_findings.h"

#include <absl/strings/str_join.h>

#include <algorithm>
#include <utility>

#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "risk-service/src/findings.h"
#include "risk-service/src/score_judgement.h"
#include "risk-service/src/spoken.h"

namespace concordat::risk {

void AddReviewsOverdue(const v1::Register& record, const Lacking& overdue,
                       const std::vector<v1::Risk>& risks, Findings* findings) {
  FindingDraft draft("review-overdue", ledger::v1::SEVERITY_WARNING, "");
  draft.Involve(record);
  draft->set_marking(std::max(draft->marking(), overdue.marking));
  draft.Stated(record, "risks with a review overdue", Concat(overdue.lacking));
  std::vector<std::string> names;
  for (const v1::Risk& risk : risks) {
    names.push_back(Spoken(risk));
    draft.Computed(risk, "review", "overdue");
  }
  const int64_t more = overdue.lacking - static_cast<int64_t>(names.size());
  draft->set_summary(Concat("The review of ", overdue.lacking,
                            overdue.lacking == 1 ? " open risk" : " open risks", " in ",
                            record.title(), " is overdue: ", absl::StrJoin(names, ", "),
                            more > 0 ? Concat(" and ", more, " more") : "", "."));
  findings->push_back(draft.Take());
}

void AddAcceptanceFindings(const std::vector<AcceptedRisk>& accepted, absl::CivilDay day,
                           Findings* findings) {
  const std::string today = FormatDay(day);
  const AcceptedRisk* longest = nullptr;
  for (const AcceptedRisk& one : accepted) {
    if (one.acceptance.expires() >= today && !one.changed) return;
    const auto order = [](const AcceptedRisk& of) {
      return std::pair(of.acceptance.expires(), of.acceptance.name());
    };
    if (longest == nullptr || order(*longest) < order(one)) longest = &one;
  }
  if (longest == nullptr) return;
  const v1::Acceptance& acceptance = longest->acceptance;
  const bool expired = acceptance.expires() < today;
  const std::string what =
      expired ? Concat(" was accepted until ", SpokenDate(acceptance.expires()),
                       ", which has gone by, and is still open.")
              : Concat(" has changed since it was accepted on ", SpokenDate(acceptance.accepted()),
                       ": the acceptance is void.");
  const std::string summary = Concat(Spoken(longest->risk), what);
  FindingDraft draft =
      expired ? FindingDraft("acceptance-expired", ledger::v1::SEVERITY_WARNING, summary)
              : FindingDraft("acceptance-void", ledger::v1::SEVERITY_WARNING, summary);
  draft.Involve(longest->risk).Involve(acceptance);
  draft.Stated(acceptance, "accepted", acceptance.accepted());
  draft.Stated(acceptance, "expires", acceptance.expires());
  draft.Stated(acceptance, "approver", acceptance.approver_role());
  findings->push_back(draft.Take());
}

void AddUnanswered(const v1::Risk& risk, const v1::Escalation& escalation,
                   const v1::EscalationRule& rule, absl::CivilDay day, Findings* findings) {
  const auto since = ParseDay(escalation.effective_from());
  if (!since.ok() || rule.answer_within_days() == 0) return;
  const int64_t days = day - *since;
  if (days <= rule.answer_within_days()) return;
  FindingDraft draft("escalation-unanswered", ledger::v1::SEVERITY_WARNING,
                     Concat(Spoken(risk), " went up on ", SpokenDate(escalation.effective_from()),
                            " and is not answered after ", days, " days, where ",
                            rule.answer_within_days(), " are allowed."));
  draft.Involve(risk).Involve(escalation);
  draft.Stated(escalation, "went up", escalation.effective_from());
  draft.Stated(rule, "days to answer", Concat(rule.answer_within_days()));
  findings->push_back(draft.Take());
}

void AddWithoutAction(const v1::Risk& risk, Findings* findings) {
  const int32_t current = ScoreOf(risk.current());
  const int32_t target = ScoreOf(risk.target());
  const bool said = !risk.mitigation().empty() || risk.milestones_size() > 0;
  if (!IsOpen(risk) || target == 0 || target >= current || said) return;
  FindingDraft draft("risk-without-action", ledger::v1::SEVERITY_WARNING,
                     Concat(Spoken(risk), " is to come down from ", current, " to ", target,
                            ", and nothing is said to be done about it."));
  draft.Involve(risk).Stated(risk, "current score", Concat(current));
  draft.Stated(risk, "target score", Concat(target));
  findings->push_back(draft.Take());
}

void AddOccurred(const v1::Risk& risk, Findings* findings) {
  if (risk.state() != v1::RISK_STATE_OCCURRED || !risk.issue().empty()) return;
  FindingDraft draft("risk-occurred-without-issue", ledger::v1::SEVERITY_INFORMATION,
                     Concat(Spoken(risk), " has occurred, and no issue is named for it."));
  draft.Involve(risk).Stated(risk, "state", "occurred");
  findings->push_back(draft.Take());
}

}  // namespace concordat::risk
