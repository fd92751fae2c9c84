#include <absl/strings/str_join.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "risk-service/src/findings.h"
#include "risk-service/src/score_judgement.h"
#include "risk-service/src/spoken.h"

namespace concordat::risk {
namespace {

struct Totals {
  int64_t stated = 0;
  int64_t computed = 0;
  std::vector<std::string> reasons;
  // A sum that an exempt risk is part of is exempt too.
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
};

// Sums over the risks that have both scores, so that like stands beside like.
Totals AddUp(const RegisterBook& book) {
  Totals totals;
  for (const v1::Risk& risk : book.risks) {
    const v1::Assessment& a = risk.current();
    if (!IsOpen(risk) || !HasLevels(a) || a.stated_score() == 0) continue;
    totals.stated += a.stated_score();
    totals.computed += a.computed_score();
    totals.marking = std::max(totals.marking, risk.marking());
    if (ScoreDiffers(a)) {
      totals.reasons.push_back(Concat(Spoken(risk), ": ", a.stated_score(), " printed, ",
                                      a.likelihood(), " × ", a.impact(), " = ",
                                      a.computed_score()));
    }
  }
  return totals;
}

void AddTotalDiffers(const RegisterBook& book, Findings* findings) {
  const Totals totals = AddUp(book);
  if (totals.stated == totals.computed) return;
  const v1::Register& record = book.record;
  FindingDraft draft("register-total-differs", ledger::v1::SEVERITY_ERROR,
                     Concat("The scores printed in ", record.title(), " add to ", totals.stated,
                            ", those computed to ", totals.computed, "."));
  draft.Involve(record).Stated(record, "sum of the printed scores", Concat(totals.stated));
  draft.Computed(record, "sum of likelihood × impact", Concat(totals.computed));
  draft->set_reason(absl::StrJoin(totals.reasons, "; "));
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  draft->set_marking(std::max(draft->marking(), totals.marking));
  findings->push_back(draft.Take());
}

std::set<int32_t> PrintedScores(const RegisterBook& book) {
  std::set<int32_t> scores;
  for (const v1::Risk& risk : book.risks) {
    for (const v1::Assessment* a : {&risk.inherent(), &risk.current(), &risk.target()}) {
      if (a->stated_score() > 0) scores.insert(a->stated_score());
    }
  }
  return scores;
}

// Without a matrix the scores still rule some out.
void AddMatrixNotStated(const RegisterBook& book, Findings* findings) {
  const std::set<int32_t> scores = PrintedScores(book);
  if (!book.record.matrix().empty() || scores.empty()) return;
  const v1::Register& record = book.record;
  const int32_t n = SmallestSquare(scores);
  FindingDraft draft("register-matrix-not-stated", ledger::v1::SEVERITY_INFORMATION,
                     Concat(record.title(), " prints scores but states no matrix."));
  draft.Involve(record).Stated(record, "scores printed", absl::StrJoin(scores, ", "));
  const std::string impossible = absl::StrJoin(ImpossibleInSquare(scores, n - 1), " and ");
  draft->set_reason(n == 1 ? std::string()
                           : Concat("A ", n - 1, " × ", n - 1, " matrix cannot give ", impossible,
                                    "; the smallest square that holds every score is ", n, " × ", n,
                                    "."));
  findings->push_back(draft.Take());
}

}  // namespace

void AddRegisterFindings(const RegisterBook& book, Findings* findings) {
  AddTotalDiffers(book, findings);
  AddMatrixNotStated(book, findings);
}

}  // namespace concordat::risk
