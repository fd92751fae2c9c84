#include "risk-service/src/pack_part.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace concordat::risk {
namespace {

using Sections = std::vector<v1::RegisterSection>;

// The scores of the open risks, the greatest first.
std::vector<int32_t> ScoresOf(const v1::RegisterSection& section) {
  std::vector<int32_t> scores;
  for (const v1::RiskLine& line : section.risks()) scores.push_back(line.score());
  std::ranges::sort(scores, std::greater<>());
  return scores;
}

// Leaves the registers with the greatest scores, in the order that they had;
// answers how many it left out.
int CutRegisters(Sections* sections) {
  const int left_out = static_cast<int>(sections->size()) - kMaxPackRegisters;
  if (left_out <= 0) return 0;
  std::vector<std::pair<std::vector<int32_t>, size_t>> ranked;
  for (size_t i = 0; i < sections->size(); ++i) ranked.emplace_back(ScoresOf((*sections)[i]), i);
  // Of equal ones the first by name.
  std::ranges::stable_sort(ranked, std::greater<>(), [](const auto& one) { return one.first; });
  std::set<size_t> kept;
  for (int i = 0; i < kMaxPackRegisters; ++i) kept.insert(ranked[i].second);
  Sections shown;
  for (const size_t i : kept) shown.push_back(std::move((*sections)[i]));
  *sections = std::move(shown);
  return left_out;
}

// An element of a list of some section, with the score to rank it by.
struct Ranked {
  int32_t score;
  size_t section;
  int element;
};

// Of each element of `list` of each section whether it is among the `most` with
// the greatest scores; of equal ones the first. Empty where there are no more.
template <typename List, typename Score>
std::vector<std::vector<bool>> Greatest(const Sections& sections, int most, const List& list,
                                        const Score& score) {
  std::vector<Ranked> ranked;
  std::vector<std::vector<bool>> kept(sections.size());
  for (size_t s = 0; s < sections.size(); ++s) {
    const auto& elements = list(sections[s]);
    kept[s].resize(elements.size());
    for (int i = 0; i < elements.size(); ++i) ranked.push_back({score(elements[i]), s, i});
  }
  if (static_cast<int>(ranked.size()) <= most) return {};
  std::ranges::stable_sort(ranked, std::greater<>(), &Ranked::score);
  for (int i = 0; i < most; ++i) kept[ranked[i].section][ranked[i].element] = true;
  return kept;
}

// Leaves the elements that are kept; answers how many it left out.
template <typename List>
int Keep(const std::vector<bool>& kept, List* list) {
  List shown;
  for (int i = 0; i < list->size(); ++i) {
    if (kept[i]) *shown.Add() = std::move((*list)[i]);
  }
  const int left_out = list->size() - shown.size();
  *list = std::move(shown);
  return left_out;
}

// A cell names the risks that are lines; its count is of all.
void KeepNames(v1::RegisterSection* section) {
  std::set<std::string_view> lines;
  for (const v1::RiskLine& line : section->risks()) lines.insert(line.risk());
  for (v1::HeatMapCell& cell : *section->mutable_heat_map()) {
    std::vector<bool> kept(cell.risks_size());
    for (int i = 0; i < cell.risks_size(); ++i) kept[i] = lines.contains(cell.risks(i));
    Keep(kept, cell.mutable_risks());
    Keep(kept, cell.mutable_references());
  }
}

void CutRisks(Sections* sections) {
  const auto kept = Greatest(
      *sections, kMaxPackRisks,
      [](const v1::RegisterSection& section) -> const auto& { return section.risks(); },
      [](const v1::RiskLine& line) { return line.score(); });
  for (size_t s = 0; s < kept.size(); ++s) {
    v1::RegisterSection& section = (*sections)[s];
    section.set_risks_left_out(Keep(kept[s], section.mutable_risks()));
    if (section.risks_left_out() > 0) KeepNames(&section);
  }
}

void CutMovements(Sections* sections) {
  const auto kept = Greatest(
      *sections, kMaxPackMovements,
      [](const v1::RegisterSection& section) -> const auto& { return section.movements(); },
      [](const v1::RiskMovement& moved) {
        return std::max(moved.score_before(), moved.score_after());
      });
  for (size_t s = 0; s < kept.size(); ++s) {
    v1::RegisterSection& section = (*sections)[s];
    section.set_movements_left_out(Keep(kept[s], section.mutable_movements()));
  }
}

}  // namespace

v1::PackPart MakePackPart(Sections sections) {
  v1::PackPart part;
  part.set_registers_left_out(CutRegisters(&sections));
  CutRisks(&sections);
  CutMovements(&sections);
  for (v1::RegisterSection& section : sections) *part.add_registers() = std::move(section);
  return part;
}

}  // namespace concordat::risk
