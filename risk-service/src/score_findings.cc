#include <absl/functional/function_ref.h>
#include <absl/strings/str_join.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "common/findings/finding_id.h"
#include "risk-service/src/facts.h"
#include "risk-service/src/findings.h"
#include "risk-service/src/score_judgement.h"
#include "risk-service/src/spoken.h"

namespace concordat::risk {
namespace {

using ledger::v1::COMPARISON_DIFFERS;
using ledger::v1::SEVERITY_ERROR;
using ledger::v1::SEVERITY_WARNING;

// One of the three assessments of a risk, with what to call it.
struct Assessed {
  const v1::Risk& risk;
  const char* label;
  const v1::Assessment& assessment;
};

// `Risk 10`, `Risk 10 as target`: what is current goes without saying.
std::string Named(const Assessed& one) {
  const bool is_current = &one.assessment == &one.risk.current();
  return Concat(Spoken(one.risk), is_current ? "" : Concat(" as ", one.label));
}

std::string Product(const v1::Assessment& assessment) {
  return Concat("likelihood ", assessment.likelihood(), " × impact ", assessment.impact());
}

// What the assessments of one risk say under one rule is one finding, since its id is of
// the risk.
using AllAssessed = std::vector<Assessed>;

AllAssessed Those(const AllAssessed& all, absl::FunctionRef<bool(const v1::Assessment&)> is) {
  AllAssessed those;
  for (const Assessed& one : all) {
    if (is(one.assessment)) those.push_back(one);
  }
  return those;
}

// A sentence for each; `says` goes on from the risk's name and what is assessed.
std::string Sentences(const AllAssessed& all,
                      absl::FunctionRef<std::string(const Assessed&)> says) {
  std::vector<std::string> sentences;
  for (const Assessed& one : all) sentences.push_back(says(one));
  return absl::StrJoin(sentences, " ");
}

void AddDiffers(const AllAssessed& all, Findings* findings) {
  const AllAssessed wrong = Those(all, &ScoreDiffers);
  if (wrong.empty()) return;
  const v1::Risk& risk = wrong[0].risk;
  FindingDraft draft("risk-score-differs", SEVERITY_ERROR,
                     Sentences(wrong, [](const Assessed& one) {
                       const v1::Assessment& a = one.assessment;
                       const int64_t more = int64_t{a.stated_score()} - a.computed_score();
                       return Concat(Named(one), " is scored ", a.stated_score(), ", but ",
                                     Product(a), " gives ", a.computed_score(), ": ",
                                     std::abs(more), more > 0 ? " too many." : " too few.");
                     }));
  draft.Involve(risk);
  for (const Assessed& one : wrong) {
    const v1::Assessment& a = one.assessment;
    draft.Stated(risk, Concat(one.label, " score as printed"), Concat(a.stated_score()));
    draft.Computed(risk, Concat(one.label, " score, ", Product(a)), Concat(a.computed_score()));
  }
  draft->set_comparison(COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

// Its levels give another score, which is one of the matrix; or its levels, of which it is
// the score, are none.
std::string RepeatedByImpossible(const Assessed& one, const v1::Matrix& matrix) {
  const bool differs = ScoreDiffers(one.assessment);
  if (differs == MatrixJudge(matrix).IsOutOfRange(one.assessment)) return "";
  return differs ? FindingId("risk-score-differs", {one.risk.name()})
                 : FindingId("risk-level-out-of-range", {one.risk.name(), matrix.name()});
}

void AddImpossible(const AllAssessed& all, const v1::Matrix& matrix, Findings* findings) {
  const MatrixJudge judge(matrix);
  const AllAssessed wrong =
      Those(all, [&judge](const v1::Assessment& a) { return judge.IsImpossible(a); });
  if (wrong.empty()) return;
  FindingDraft draft("risk-score-impossible", SEVERITY_ERROR,
                     Sentences(wrong, [&matrix](const Assessed& one) {
                       return Concat(Named(one), " is scored ", one.assessment.stated_score(),
                                     ", which no cell of ", matrix.title(), " can give.");
                     }));
  draft.Involve(wrong[0].risk).Involve(matrix);
  const std::string repeated = RepeatedByImpossible(wrong[0], matrix);
  bool all_repeat = true;
  for (const Assessed& one : wrong) {
    draft.Stated(one.risk, Concat(one.label, " score as printed"),
                 Concat(one.assessment.stated_score()));
    all_repeat &= RepeatedByImpossible(one, matrix) == repeated;
  }
  if (all_repeat) draft->set_repeats(repeated);
  findings->push_back(draft.Take());
}

void AddOutOfRange(const AllAssessed& all, const v1::Matrix& matrix, Findings* findings) {
  const MatrixJudge judge(matrix);
  const AllAssessed wrong =
      Those(all, [&judge](const v1::Assessment& a) { return judge.IsOutOfRange(a); });
  if (wrong.empty()) return;
  FindingDraft draft(
      "risk-level-out-of-range", SEVERITY_ERROR, Sentences(wrong, [&](const Assessed& one) {
        const v1::Assessment& a = one.assessment;
        return Concat(Named(one), " has ",
                      judge.HasLikelihood(a.likelihood()) ? Concat("impact ", a.impact())
                                                          : Concat("likelihood ", a.likelihood()),
                      ", a level that ", matrix.title(), " does not have.");
      }));
  draft.Involve(wrong[0].risk).Involve(matrix);
  for (const Assessed& one : wrong) {
    draft.Stated(one.risk, Concat(one.label, " levels"), Product(one.assessment));
  }
  findings->push_back(draft.Take());
}

void AddNotScored(const v1::Risk& risk, Findings* findings) {
  if (IsScored(risk.current())) return;
  FindingDraft draft("risk-not-scored", SEVERITY_WARNING,
                     Concat(Spoken(risk), " is named but has no score."));
  draft.Involve(risk).Stated(risk, "risk", risk.title());
  findings->push_back(draft.Take());
}

// A control can only lower a score, and a target is what treatment leads to.
void AddOutOfOrder(const Assessed& greater, const Assessed& smaller, Findings* findings) {
  if (!IsScored(greater.assessment) || !IsScored(smaller.assessment)) return;
  const int32_t high = ScoreOf(greater.assessment);
  const int32_t low = ScoreOf(smaller.assessment);
  if (low <= high) return;
  const v1::Risk& risk = greater.risk;
  FindingDraft draft("risk-scores-out-of-order", SEVERITY_WARNING,
                     Concat(Spoken(risk), " has a ", smaller.label, " score of ", low, ", ",
                            low - high, " above its ", greater.label, " score of ", high, "."));
  draft.Involve(risk)
      .Stated(risk, Concat(greater.label, " score"), Concat(high))
      .Stated(risk, Concat(smaller.label, " score"), Concat(low));
  findings->push_back(draft.Take());
}

}  // namespace

void AddScoreFindings(const v1::Risk& risk, const v1::Matrix* matrix, Findings* findings) {
  if (!IsOpen(risk)) return;
  const Assessed inherent{risk, "inherent", risk.inherent()};
  const Assessed current{risk, "current", risk.current()};
  const Assessed target{risk, "target", risk.target()};
  // What is current comes first.
  const AllAssessed all = {current, inherent, target};
  AddDiffers(all, findings);
  if (matrix != nullptr) {
    AddImpossible(all, *matrix, findings);
    AddOutOfRange(all, *matrix, findings);
  }
  AddNotScored(risk, findings);
  AddOutOfOrder(inherent, current, findings);
  AddOutOfOrder(current, target, findings);
}

}  // namespace concordat::risk
