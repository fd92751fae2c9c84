// The heat map of one register: likelihood up, impact across, references within.
#include <absl/strings/str_join.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;
using risk::v1::HeatMapCell;
using risk::v1::Level;
using risk::v1::MatrixKey;
using Levels = google::protobuf::RepeatedPtrField<Level>;

constexpr int kShades = 5;
// In a matrix of more levels a cell has no room for references.
constexpr int kMostLevels = 6;

int GreatestRank(const Levels& levels) {
  int greatest = 1;
  for (const Level& level : levels) greatest = std::max(greatest, level.rank());
  return greatest;
}

// 0 for the palest to 4 for the darkest: how far the score is up the matrix.
int ShadeOf(int score, int greatest) {
  return std::min(kShades - 1, score * kShades / (greatest + 1));
}

std::string NameOf(const Level& level) { return Concat(level.name(), " (", level.rank(), ")"); }

std::string HeadOf(const Level& level, bool great) {
  return great ? Concat(level.rank()) : NameOf(level);
}

std::string LevelsOf(const Levels& levels) {
  return absl::StrJoin(levels, ", ",
                       [](std::string* out, const Level& level) { *out += NameOf(level); });
}

// References without the full stop that a register prints after them.
std::string References(const HeatMapCell& cell) {
  return absl::StrJoin(cell.references(), ", ", [](std::string* out, const std::string& reference) {
    *out += reference.ends_with('.') ? reference.substr(0, reference.size() - 1) : reference;
  });
}

}  // namespace

void FillHeatMap(const risk::v1::RegisterSection& section, TemplateDictionary* page) {
  if (!section.has_matrix()) return;
  const MatrixKey& key = section.matrix();
  std::map<std::pair<int, int>, const HeatMapCell*> cells;
  for (const HeatMapCell& cell : section.heat_map()) {
    cells[{cell.likelihood(), cell.impact()}] = &cell;
  }
  TemplateDictionary* map = page->AddSectionDictionary("MAP");
  Set(map, "MATRIX", Concat(key.title(), ", version ", key.version()));
  const bool great = key.impacts_size() > kMostLevels || key.likelihoods_size() > kMostLevels;
  SetExact(map, "FORM", great ? "map great" : "map");
  Set(map, "WHAT", great ? "number" : "references");
  if (great) {
    SetIn(map, "LEVELS", "TEXT",
          Concat("Likelihood: ", LevelsOf(key.likelihoods()), ". Impact: ", LevelsOf(key.impacts()),
                 "."));
  }
  for (const Level& impact : key.impacts()) {
    TemplateDictionary* column = map->AddSectionDictionary("IMPACT");
    Set(column, "NAME", HeadOf(impact, great));
  }
  const int greatest = GreatestRank(key.likelihoods()) * GreatestRank(key.impacts());
  for (int i = key.likelihoods_size() - 1; i >= 0; --i) {
    const Level& likelihood = key.likelihoods(i);
    TemplateDictionary* row = map->AddSectionDictionary("LIKELIHOOD");
    Set(row, "NAME", HeadOf(likelihood, great));
    for (const Level& impact : key.impacts()) {
      const int score = likelihood.rank() * impact.rank();
      TemplateDictionary* shown = row->AddSectionDictionary("CELL");
      shown->SetIntValue("SHADE", ShadeOf(score, greatest));
      shown->SetIntValue("SCORE", score);
      const auto found = cells.find({likelihood.rank(), impact.rank()});
      Set(shown, "REFERENCES",
          found == cells.end() ? ""
          : great              ? Concat(found->second->count())
                               : References(*found->second));
      if (found != cells.end() && !great) SetIn(shown, "RATING", "WORD", found->second->rating());
    }
  }
}

}  // namespace concordat::gateway
