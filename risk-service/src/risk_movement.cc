#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "common/base/natural_order.h"
#include "risk-service/src/register_report.h"

namespace concordat::risk {
namespace {

v1::MovementKind KindOf(const v1::RiskLine& before, const v1::RiskLine& after) {
  if (before.matrix() != after.matrix()) return v1::MOVEMENT_KIND_RESCALED;
  if (after.score() != before.score())
    return after.score() > before.score() ? v1::MOVEMENT_KIND_UP : v1::MOVEMENT_KIND_DOWN;
  const bool same_cell = before.current().likelihood() == after.current().likelihood() &&
                         before.current().impact() == after.current().impact();
  return same_cell ? v1::MOVEMENT_KIND_UNSPECIFIED : v1::MOVEMENT_KIND_MOVED;
}

v1::RiskMovement MovementOf(const v1::RiskLine* before, const v1::RiskLine* after,
                            v1::MovementKind kind) {
  const v1::RiskLine& shown = after != nullptr ? *after : *before;
  v1::RiskMovement movement;
  movement.set_risk(shown.risk());
  movement.set_reference(shown.reference());
  movement.set_title(shown.title());
  movement.set_kind(kind);
  if (before != nullptr) {
    *movement.mutable_before() = before->current();
    movement.set_score_before(before->score());
  }
  if (after != nullptr) {
    *movement.mutable_after() = after->current();
    movement.set_score_after(after->score());
  }
  movement.set_marking(shown.marking());
  return movement;
}

bool InOrder(const v1::RiskMovement& a, const v1::RiskMovement& b) {
  if (a.reference() != b.reference()) return NaturallyBefore(a.reference(), b.reference());
  return NaturallyBefore(a.risk(), b.risk());
}

}  // namespace

std::vector<v1::RiskMovement> ComposeMovements(const v1::RegisterSection* before,
                                               const v1::RegisterSection& after) {
  std::map<std::string_view, const v1::RiskLine*> earlier;
  if (before != nullptr) {
    for (const v1::RiskLine& line : before->risks()) earlier[line.risk()] = &line;
  }
  std::vector<v1::RiskMovement> movements;
  for (const v1::RiskLine& line : after.risks()) {
    const auto found = earlier.find(line.risk());
    if (found == earlier.end()) {
      movements.push_back(MovementOf(nullptr, &line, v1::MOVEMENT_KIND_NEW));
      continue;
    }
    const v1::MovementKind kind = KindOf(*found->second, line);
    if (kind != v1::MOVEMENT_KIND_UNSPECIFIED) {
      movements.push_back(MovementOf(found->second, &line, kind));
    }
    earlier.erase(found);
  }
  for (const auto& [name, line] : earlier) {
    movements.push_back(MovementOf(line, nullptr, v1::MOVEMENT_KIND_GONE));
  }
  std::ranges::sort(movements, InOrder);
  return movements;
}

void AddMovements(const std::vector<v1::RegisterSection>& before,
                  std::vector<v1::RegisterSection>* sections) {
  std::map<std::string_view, const v1::RegisterSection*> earlier;
  for (const v1::RegisterSection& section : before) earlier[section.register_()] = &section;
  for (v1::RegisterSection& section : *sections) {
    const auto found = earlier.find(section.register_());
    for (v1::RiskMovement& movement :
         ComposeMovements(found == earlier.end() ? nullptr : found->second, section)) {
      *section.add_movements() = std::move(movement);
    }
  }
}

}  // namespace concordat::risk
