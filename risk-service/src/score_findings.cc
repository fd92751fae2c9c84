#include <optional>
#include <string>

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

std::string Product(const v1::Assessment& assessment) {
  return Concat("likelihood ", assessment.likelihood(), " × impact ", assessment.impact());
}

void AddDiffers(const Assessed& one, Findings* findings) {
  const v1::Assessment& a = one.assessment;
  if (!ScoreDiffers(a)) return;
  FindingDraft draft("risk-score-differs", SEVERITY_ERROR,
                     Concat(Spoken(one.risk), " is scored ", a.stated_score(), ", but ", Product(a),
                            " gives ", a.computed_score(), "."));
  draft.Involve(one.risk).Stated(one.risk, Concat(one.label, " score as printed"),
                                 Concat(a.stated_score()));
  draft.Computed(one.risk, Concat(one.label, " score, ", Product(a)), Concat(a.computed_score()));
  draft->set_comparison(COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

void AddImpossible(const Assessed& one, const v1::Matrix& matrix, Findings* findings) {
  const int32_t score = one.assessment.stated_score();
  FindingDraft draft("risk-score-impossible", SEVERITY_ERROR,
                     Concat(Spoken(one.risk), " is scored ", score, ", which no cell of ",
                            matrix.title(), " can give."));
  draft.Involve(one.risk).Involve(matrix).Stated(one.risk, Concat(one.label, " score as printed"),
                                                 Concat(score));
  // The score that its levels give is one of the matrix.
  if (ScoreDiffers(one.assessment) && !MatrixJudge(matrix).IsOutOfRange(one.assessment)) {
    draft->set_repeats(FindingId("risk-score-differs", {one.risk.name()}));
  }
  findings->push_back(draft.Take());
}

void AddOutOfRange(const Assessed& one, const v1::Matrix& matrix, Findings* findings) {
  const v1::Assessment& a = one.assessment;
  const std::string level = MatrixJudge(matrix).HasLikelihood(a.likelihood())
                                ? Concat("impact ", a.impact())
                                : Concat("likelihood ", a.likelihood());
  FindingDraft draft("risk-level-out-of-range", SEVERITY_ERROR,
                     Concat(Spoken(one.risk), " has ", level, ", a level that ", matrix.title(),
                            " does not have."));
  draft.Involve(one.risk).Involve(matrix).Stated(one.risk, Concat(one.label, " levels"),
                                                 Product(a));
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
                     Concat(Spoken(risk), " has a ", smaller.label, " score of ", low,
                            ", above its ", greater.label, " score of ", high, "."));
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
  std::optional<MatrixJudge> judge;
  if (matrix != nullptr) judge.emplace(*matrix);
  for (const Assessed& one : {inherent, current, target}) {
    AddDiffers(one, findings);
    if (!judge.has_value()) continue;
    if (judge->IsImpossible(one.assessment)) AddImpossible(one, *matrix, findings);
    if (judge->IsOutOfRange(one.assessment)) AddOutOfRange(one, *matrix, findings);
  }
  AddNotScored(risk, findings);
  AddOutOfOrder(inherent, current, findings);
  AddOutOfOrder(current, target, findings);
}

}  // namespace concordat::risk
