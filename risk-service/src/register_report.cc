#include "risk-service/src/register_report.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

google::protobuf::RepeatedPtrField<v1::Level> ByRank(
    google::protobuf::RepeatedPtrField<v1::Level> levels) {
  std::ranges::sort(levels, {}, [](const v1::Level& level) { return level.rank(); });
  return levels;
}

v1::TreatmentLine LineOf(const v1::Treatment& treatment) {
  v1::TreatmentLine line;
  line.set_treatment(treatment.name());
  line.set_kind(treatment.kind());
  line.set_description(treatment.description());
  line.set_owner_role(treatment.owner_role());
  line.set_deadline(treatment.deadline());
  line.set_state(treatment.state());
  return line;
}

// What the register says of the risk itself.
v1::RiskLine StatedLine(const v1::Risk& risk) {
  v1::RiskLine line;
  line.set_risk(risk.name());
  line.set_reference(risk.reference());
  line.set_title(risk.title());
  line.set_category(risk.category());
  line.set_owner_role(risk.owner_role());
  if (risk.has_inherent()) *line.mutable_inherent() = risk.inherent();
  if (risk.has_current()) *line.mutable_current() = risk.current();
  if (risk.has_target()) *line.mutable_target() = risk.target();
  line.set_mitigation(risk.mitigation());
  line.set_matrix(risk.matrix());
  *line.mutable_concerns() = risk.concerns();
  if (risk.has_source()) *line.mutable_source() = risk.source();
  line.set_marking(risk.marking());
  return line;
}

v1::RiskLine LineOf(const RegisterBook& book, const Matrices& matrices, const v1::Risk& risk) {
  v1::RiskLine line = StatedLine(risk);
  line.set_score(ScoreOf(risk.current()));
  line.set_score_differs(ScoreDiffers(risk.current()));
  const v1::Matrix* matrix = FindMatrix(matrices, risk.matrix());
  if (matrix != nullptr) {
    line.set_rating(RatingOf(*matrix, risk.current()));
    line.set_above_appetite(IsAboveAppetite(*matrix, risk.category(), risk.current()));
  }
  const auto treatments = book.treatments.find(risk.name());
  if (treatments == book.treatments.end()) return line;
  for (const v1::Treatment& treatment : treatments->second) {
    *line.add_treatments() = LineOf(treatment);
  }
  return line;
}

void AddTotals(const std::vector<Standing>& standings, v1::RegisterSection* section) {
  int64_t stated = 0;
  int64_t computed = 0;
  int64_t open = 0;
  int64_t both = 0;
  int64_t not_scored = 0;
  for (const Standing& standing : standings) {
    const v1::Assessment& current = standing.current;
    open += standing.count;
    stated += standing.count * current.stated_score();
    computed += standing.count * current.computed_score();
    if (HasLevels(current) && current.stated_score() > 0) both += standing.count;
    if (!IsScored(current)) not_scored += standing.count;
  }
  section->set_stated_total(stated);
  section->set_computed_total(computed);
  section->set_scored_both_ways(static_cast<int32_t>(both));
  section->set_not_scored(static_cast<int32_t>(not_scored));
  section->set_totals_differ(both == open && stated != computed);
  section->set_risks_left_out(static_cast<int32_t>(open - section->risks_size()));
}

// Counts are of all risks, names of those that are lines.
void AddHeatMap(const RegisterBook& book, const v1::Matrix* matrix, v1::RegisterSection* section) {
  // Greatest score first, then likeliest.
  std::map<std::tuple<int32_t, int32_t>, v1::HeatMapCell, std::greater<>> cells;
  const auto cell_of = [&cells](const v1::Assessment& current) -> v1::HeatMapCell& {
    return cells[{current.computed_score(), current.likelihood()}];
  };
  for (const Standing& standing : book.standings) {
    const v1::Assessment& current = standing.current;
    if (!HasLevels(current) || standing.matrix != book.record.matrix()) continue;
    v1::HeatMapCell& cell = cell_of(current);
    cell.set_likelihood(current.likelihood());
    cell.set_impact(current.impact());
    cell.set_count(cell.count() + static_cast<int32_t>(standing.count));
    if (matrix != nullptr) cell.set_rating(RatingOf(*matrix, current));
  }
  for (const v1::RiskLine& line : section->risks()) {
    if (!HasLevels(line.current()) || line.matrix() != book.record.matrix()) continue;
    v1::HeatMapCell& cell = cell_of(line.current());
    cell.add_risks(line.risk());
    cell.add_references(line.reference());
  }
  for (auto& [place, cell] : cells) *section->add_heat_map() = std::move(cell);
}

// How many open risks have each score, the greatest first.
using Ranking = std::vector<std::pair<int32_t, int64_t>>;

Ranking RankingOf(const std::vector<Standing>& standings) {
  std::map<int32_t, int64_t, std::greater<>> counts;
  for (const Standing& standing : standings) counts[ScoreOf(standing.current)] += standing.count;
  return {counts.begin(), counts.end()};
}

}  // namespace

v1::MatrixKey KeyOf(const v1::Matrix& matrix) {
  v1::MatrixKey key;
  key.set_matrix(matrix.name());
  key.set_title(matrix.title());
  key.set_version(matrix.version());
  *key.mutable_likelihoods() = ByRank(matrix.likelihoods());
  *key.mutable_impacts() = ByRank(matrix.impacts());
  *key.mutable_bands() = matrix.bands();
  if (matrix.has_source()) *key.mutable_source() = matrix.source();
  return key;
}

std::vector<std::string> ChooseRegisters(const std::vector<RegisterOutline>& outlines,
                                         const StandingsByRegister& standings, size_t most) {
  std::vector<std::pair<Ranking, std::string>> ranked;
  for (const RegisterOutline& outline : outlines) {
    const auto held = standings.find(outline.name);
    ranked.emplace_back(held == standings.end() ? Ranking() : RankingOf(held->second),
                        outline.name);
  }
  if (ranked.size() > most) {
    std::ranges::stable_sort(ranked, std::greater<>(), [](const auto& one) { return one.first; });
    ranked.resize(most);
  }
  std::vector<std::string> names;
  for (auto& [ranking, name] : ranked) names.push_back(std::move(name));
  std::ranges::sort(names);
  return names;
}

v1::RegisterSection ComposeSection(const RegisterBook& book, const Matrices& matrices) {
  v1::RegisterSection section;
  const v1::Register& record = book.record;
  section.set_register_(record.name());
  section.set_title(record.title());
  section.set_kind(record.kind());
  section.set_subject(record.subject());
  const v1::Matrix* matrix = FindMatrix(matrices, record.matrix());
  if (matrix != nullptr) *section.mutable_matrix() = KeyOf(*matrix);
  for (const v1::Risk& risk : book.risks) *section.add_risks() = LineOf(book, matrices, risk);
  AddTotals(book.standings, &section);
  AddHeatMap(book, matrix, &section);
  if (record.has_source()) *section.mutable_source() = record.source();
  section.set_marking(record.marking());
  return section;
}

}  // namespace concordat::risk
