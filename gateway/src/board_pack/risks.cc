// Risk registers: totals, movement, and every risk with its mitigation.
#include <string>
#include <utility>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;
using risk::v1::RegisterSection;
using risk::v1::RiskLine;
using risk::v1::RiskMovement;

// The lists that may leave something out, and what it is.
constexpr std::pair<const char*, const char*> kLeftOut[] = {
    {"registers", "registers"}, {"registers.risks", "risks"}, {"registers.movements", "movements"}};

// `-` where nothing is stated, which a reader should not take for a nought.
std::string Level(int32_t rank) { return rank == 0 ? "–" : Concat(rank); }

std::string MovementText(const RiskMovement& movement) {
  const std::string risk = Concat(movement.reference(), " ", movement.title(), ": ");
  const int32_t before = movement.score_before();
  const int32_t after = movement.score_after();
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

void FillRisk(const RiskLine& line, const type::v1::Locator& table, Inferences* inferences,
              TemplateDictionary* row) {
  const risk::v1::Assessment& current = line.current();
  Set(row, "REFERENCE", line.reference());
  Set(row, "TITLE", line.title());
  SetIn(row, "OWNER", "ROLE", line.owner_role());
  Set(row, "MITIGATION", line.mitigation());
  Set(row, "WHERE", inferences->PlaceIn(table, line.reference(), line.source()));
  SetIn(row, "RATING", "WORD", line.rating());
  if (line.above_appetite()) row->ShowSection("APPETITE");
  Set(row, "L", Level(current.likelihood()));
  Set(row, "I", Level(current.impact()));
  // What is printed leads; what the levels give stands beside it where they differ.
  Set(row, "SCORE", Level(line.score_differs() ? current.stated_score() : line.score()));
  if (line.score_differs())
    row->AddSectionDictionary("DIFFERS")->SetIntValue("COMPUTED", line.score());
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
  SetExact(shown, "ANCHOR", Anchor(section.register_()));
  Set(shown, "TITLE", section.title());
  const int count = section.risks_size() + section.risks_left_out();
  Set(shown, "COUNT", Concat(count, count == 1 ? " risk" : " risks"));
  Set(shown, "STATED", Concat(section.stated_total()));
  Set(shown, "COMPUTED", Concat(section.computed_total()));
  if (section.totals_differ()) shown->ShowSection("TOTALS_DIFFER");
  if (section.not_scored() > 0) {
    shown->AddSectionDictionary("UNSCORED")->SetIntValue("COUNT", section.not_scored());
  }
  Inferences inferences;
  Set(shown, "WHERE", inferences.Place(section.source()));
  FillHeatMap(section, shown);
  FillMovements(section, since, shown);
  for (const RiskLine& line : section.risks()) {
    FillRisk(line, section.source(), &inferences, shown->AddSectionDictionary("RISK"));
  }
  inferences.Fill(shown);
}

// Entries of all registers that are left out, by what `count` says of one.
template <typename Count>
int SumOf(const risk::v1::PackPart& part, const Count& count) {
  int sum = 0;
  for (const RegisterSection& section : part.registers()) sum += count(section);
  return sum;
}

void Take(PackParts* parts, v1::BoardPack* pack) {
  risk::v1::PackPart& part = *parts->part.mutable_risk();
  LeaveOut(*parts, "registers", part.registers_left_out(), {"/registers"}, pack);
  LeaveOut(*parts, "registers.risks",
           SumOf(part, [](const auto& section) { return section.risks_left_out(); }),
           {"/registers/-/risks"}, pack);
  LeaveOut(*parts, "registers.movements",
           SumOf(part, [](const auto& section) { return section.movements_left_out(); }),
           {":registerReport"}, pack);
  pack->mutable_registers()->Swap(part.mutable_registers());
}

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.registers().empty()) page->ShowSection("NO_REGISTERS");
  for (const RegisterSection& section : pack.registers()) {
    FillRegister(section, pack.compare_to(), page->AddSectionDictionary("REGISTER"));
  }
  TemplateDictionary* end = page->AddSectionDictionary("REGISTERS_END");
  for (const auto& [list, word] : kLeftOut) {
    TemplateDictionary* shown = end->AddSectionDictionary("LIST");
    Set(shown, "WHAT", word);
    FillLeftOut(pack, list, shown);
  }
}

}  // namespace

const Section kRisks = {&Take, &Fill};

}  // namespace concordat::gateway
