#include <absl/strings/str_join.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/text.h"
#include "common/findings/finding_id.h"
#include "risk-service/src/findings.h"
#include "risk-service/src/score_judgement.h"
#include "risk-service/src/spoken.h"

namespace concordat::risk {
namespace {

// Over the risks that have both scores, so that like stands beside like.
struct Totals {
  int64_t stated = 0;
  int64_t computed = 0;
  // A sum that an exempt risk is part of is exempt too.
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
};

Totals AddUp(const std::vector<Standing>& standings) {
  Totals totals;
  for (const Standing& standing : standings) {
    const v1::Assessment& a = standing.current;
    if (!HasLevels(a) || a.stated_score() == 0) continue;
    totals.stated += standing.count * a.stated_score();
    totals.computed += standing.count * a.computed_score();
    totals.marking = std::max(totals.marking, standing.marking);
  }
  return totals;
}

// What the totals differ by, risk by risk.
std::string ReasonOf(const RegisterFigures& figures) {
  std::vector<std::string> reasons;
  for (const v1::Risk& risk : figures.differing) {
    const v1::Assessment& a = risk.current();
    reasons.push_back(Concat(Spoken(risk), ": ", a.stated_score(), " printed, ", a.likelihood(),
                             " × ", a.impact(), " = ", a.computed_score()));
  }
  int64_t all = 0;
  for (const Standing& standing : figures.standings) {
    if (ScoreDiffers(standing.current)) all += standing.count;
  }
  const int64_t more = all - static_cast<int64_t>(figures.differing.size());
  if (more > 0) reasons.push_back(Concat(more, " more"));
  return absl::StrJoin(reasons, "; ");
}

void AddTotalDiffers(const RegisterFigures& figures, Findings* findings) {
  const Totals totals = AddUp(figures.standings);
  if (totals.stated == totals.computed) return;
  const v1::Register& record = figures.record;
  FindingDraft draft("register-total-differs", ledger::v1::SEVERITY_ERROR,
                     Concat("The scores printed in ", record.title(), " add to ", totals.stated,
                            ", those computed to ", totals.computed, ": ",
                            std::abs(totals.stated - totals.computed),
                            totals.stated > totals.computed ? " too many." : " too few."));
  draft.Involve(record).Stated(record, "sum of the printed scores", Concat(totals.stated));
  draft.Computed(record, "sum of likelihood × impact", Concat(totals.computed));
  draft->set_reason(ReasonOf(figures));
  // Of one risk alone it is that risk's finding over again.
  if (figures.differing.size() == 1) {
    draft->set_repeats(FindingId("risk-score-differs", {figures.differing[0].name()}));
  }
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  draft->set_marking(std::max(draft->marking(), totals.marking));
  findings->push_back(draft.Take());
}

// The first kMaxReasons scores; the rest are counted.
template <typename Scores>
std::string Listed(const Scores& scores, std::string_view between) {
  const size_t shown = std::min(scores.size(), kMaxReasons);
  std::string list =
      absl::StrJoin(scores.begin(), std::next(scores.begin(), shown), ToAbsl(between));
  if (shown < scores.size()) list += Concat(between, scores.size() - shown, " more");
  return list;
}

// Without a matrix the scores still rule some out.
void AddMatrixNotStated(const RegisterFigures& figures, Findings* findings) {
  const v1::Register& record = figures.record;
  const std::set<int32_t>& scores = figures.printed_scores;
  if (!record.matrix().empty() || scores.empty()) return;
  const int32_t n = SmallestSquare(scores);
  FindingDraft draft("register-matrix-not-stated", ledger::v1::SEVERITY_INFORMATION,
                     Concat(record.title(), " prints scores but states no matrix."));
  draft.Involve(record).Stated(record, "scores printed", Listed(scores, ", "));
  const std::string impossible = Listed(ImpossibleInSquare(scores, n - 1), " and ");
  draft->set_reason(n == 1 ? std::string()
                           : Concat("A ", n - 1, " × ", n - 1, " matrix cannot give ", impossible,
                                    "; the smallest square that holds every score is ", n, " × ", n,
                                    "."));
  findings->push_back(draft.Take());
}

}  // namespace

bool MayDisagree(const RegisterFigures& figures) {
  const Totals totals = AddUp(figures.standings);
  return totals.stated != totals.computed || !figures.printed_scores.empty();
}

void AddRegisterFindings(const RegisterFigures& figures, Findings* findings) {
  AddTotalDiffers(figures, findings);
  AddMatrixNotStated(figures, findings);
}

}  // namespace concordat::risk
