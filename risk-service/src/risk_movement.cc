#include "risk-service/src/risk_movement.h"

#include <algorithm>

#include "common/base/natural_order.h"
#include "common/resource/resource_type.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

int32_t ScoreOn(const std::optional<Stance>& day) {
  return day.has_value() ? ScoreOf(day->current) : 0;
}

bool Before(const v1::RiskMovement& a, const v1::RiskMovement& b) {
  if (a.reference() != b.reference()) return NaturallyBefore(a.reference(), b.reference());
  return NaturallyBefore(a.risk(), b.risk());
}

}  // namespace

v1::MovementKind KindOf(const RiskOnTwoDays& risk) {
  if (!risk.before.has_value()) return v1::MOVEMENT_KIND_NEW;
  if (!risk.after.has_value()) return v1::MOVEMENT_KIND_GONE;
  if (risk.before->matrix != risk.after->matrix) return v1::MOVEMENT_KIND_RESCALED;
  const int32_t before = ScoreOn(risk.before);
  const int32_t after = ScoreOn(risk.after);
  if (after != before) return after > before ? v1::MOVEMENT_KIND_UP : v1::MOVEMENT_KIND_DOWN;
  const v1::Assessment& was = risk.before->current;
  const v1::Assessment& is = risk.after->current;
  const bool same_cell = was.likelihood() == is.likelihood() && was.impact() == is.impact();
  return same_cell ? v1::MOVEMENT_KIND_UNSPECIFIED : v1::MOVEMENT_KIND_MOVED;
}

void MovementChoice::Add(const RiskOnTwoDays& risk) {
  const v1::MovementKind kind = KindOf(risk);
  if (kind == v1::MOVEMENT_KIND_UNSPECIFIED) return;
  ++counts_[std::string(ResourceType::ParentOf(risk.risk))];
  kept_.emplace(-std::max(ScoreOn(risk.before), ScoreOn(risk.after)), risk.risk, kind);
  if (kept_.size() > most_) kept_.erase(std::prev(kept_.end()));
}

std::map<std::string, v1::MovementKind> MovementChoice::Chosen() const {
  std::map<std::string, v1::MovementKind> chosen;
  for (const auto& [score, name, kind] : kept_) chosen.emplace(name, kind);
  return chosen;
}

int32_t MovementChoice::CountOf(const std::string& register_name) const {
  const auto found = counts_.find(register_name);
  return found == counts_.end() ? 0 : found->second;
}

v1::RiskMovement ComposeMovement(v1::MovementKind kind, const v1::Risk* before,
                                 const v1::Risk* after) {
  const v1::Risk& shown = after != nullptr ? *after : *before;
  v1::RiskMovement movement;
  movement.set_risk(shown.name());
  movement.set_reference(shown.reference());
  movement.set_title(shown.title());
  movement.set_kind(kind);
  if (before != nullptr) {
    *movement.mutable_before() = before->current();
    movement.set_score_before(ScoreOf(before->current()));
  }
  if (after != nullptr) {
    *movement.mutable_after() = after->current();
    movement.set_score_after(ScoreOf(after->current()));
  }
  movement.set_marking(shown.marking());
  return movement;
}

void SetRatings(const v1::Risk* before, const v1::Risk* after, const Matrices& matrices,
                v1::RiskMovement* movement) {
  const auto rating = [&matrices](const v1::Risk* risk) -> std::string {
    const v1::Matrix* matrix = risk == nullptr ? nullptr : FindMatrix(matrices, risk->matrix());
    return matrix == nullptr ? "" : RatingOf(*matrix, risk->current());
  };
  movement->set_rating_before(rating(before));
  movement->set_rating_after(rating(after));
}

void SortMovements(std::vector<v1::RiskMovement>* movements) {
  std::ranges::sort(*movements, Before);
}

}  // namespace concordat::risk
