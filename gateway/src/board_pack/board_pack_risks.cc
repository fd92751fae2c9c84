// Risk registers: totals, movement, and every risk with its mitigation.
#include <string>

#include "common/base/text.h"
#include "gateway/src/board_pack/board_pack_parts.h"
#include "gateway/src/board_pack/board_pack_text.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;
using risk::v1::Assessment;
using risk::v1::RegisterSection;
using risk::v1::RiskLine;
using risk::v1::RiskMovement;

// `-` where nothing is stated, which a reader should not take for a nought.
std::string Level(int32_t rank) { return rank == 0 ? "–" : Concat(rank); }

int32_t ScoreOf(const Assessment& assessment) {
  return assessment.computed_score() > 0 ? assessment.computed_score() : assessment.stated_score();
}

std::string MovementText(const RiskMovement& movement) {
  const std::string risk = Concat(movement.reference(), " ", movement.title(), ": ");
  const int32_t before = ScoreOf(movement.before());
  const int32_t after = ScoreOf(movement.after());
  switch (movement.kind()) {
    case risk::v1::MOVEMENT_KIND_NEW:
      return Concat(risk, "new, scored ", Level(after));
    case risk::v1::MOVEMENT_KIND_UP:
      return Concat(risk, "up from ", Level(before), " to ", Level(after));
    case risk::v1::MOVEMENT_KIND_DOWN:
      return Concat(risk, "down from ", Level(before), " to ", Level(after));
    case risk::v1::MOVEMENT_KIND_MOVED:
      return Concat(risk, "in another cell with the same score, ", Level(after));
    case risk::v1::MOVEMENT_KIND_GONE:
      return Concat(risk, "no longer open, was ", Level(before));
    default:
      return Concat(risk, "scored by another matrix now, so the scores cannot be compared");
  }
}

void FillRisk(const RiskLine& line, TemplateDictionary* row) {
  const Assessment& current = line.current();
  Set(row, "REFERENCE", line.reference());
  Set(row, "TITLE", line.title());
  SetIn(row, "OWNER", "ROLE", line.owner_role());
  Set(row, "MITIGATION", line.mitigation());
  Set(row, "WHERE", Place(line.source()));
  SetIn(row, "RATING", "WORD", line.rating());
  if (line.above_appetite()) row->ShowSection("APPETITE");
  Set(row, "L", Level(current.likelihood()));
  Set(row, "I", Level(current.impact()));
  Set(row, "SCORE", Level(ScoreOf(current)));
  if (line.score_differs()) {
    row->AddSectionDictionary("DIFFERS")->SetIntValue("STATED", current.stated_score());
  }
}

void FillMovements(const RegisterSection& section, const std::string& since,
                   TemplateDictionary* shown) {
  if (since.empty()) return;
  if (section.movements().empty()) return SetIn(shown, "STILL", "SINCE", SpokenDate(since));
  TemplateDictionary* moved = shown->AddSectionDictionary("MOVED");
  Set(moved, "SINCE", SpokenDate(since));
  for (const RiskMovement& movement : section.movements()) {
    SetIn(moved, "MOVEMENT", "TEXT", MovementText(movement));
  }
}

void FillRegister(const RegisterSection& section, const std::string& since,
                  TemplateDictionary* shown) {
  Set(shown, "ANCHOR", Anchor(section.register_()));
  Set(shown, "TITLE", section.title());
  Set(shown, "COUNT", Concat(section.risks_size(), section.risks_size() == 1 ? " risk" : " risks"));
  Set(shown, "STATED", Concat(section.stated_total()));
  Set(shown, "COMPUTED", Concat(section.computed_total()));
  const bool comparable = section.scored_both_ways() == section.risks_size();
  if (comparable && section.stated_total() != section.computed_total()) {
    shown->ShowSection("TOTALS_DIFFER");
  }
  if (section.not_scored() > 0) {
    shown->AddSectionDictionary("UNSCORED")->SetIntValue("COUNT", section.not_scored());
  }
  Set(shown, "WHERE", Place(section.source()));
  FillHeatMap(section, shown);
  FillMovements(section, since, shown);
  for (const RiskLine& line : section.risks()) FillRisk(line, shown->AddSectionDictionary("RISK"));
}

}  // namespace

void FillRegisters(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.registers().empty()) page->ShowSection("NO_REGISTERS");
  for (const RegisterSection& section : pack.registers()) {
    FillRegister(section, pack.compare_to(), page->AddSectionDictionary("REGISTER"));
  }
}

}  // namespace concordat::gateway
