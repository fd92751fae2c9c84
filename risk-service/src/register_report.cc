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

v1::RiskLine LineOf(const RegisterBooks& books, const RegisterBook& book, const v1::Risk& risk) {
  v1::RiskLine line = StatedLine(risk);
  line.set_score(ScoreOf(risk.current()));
  line.set_score_differs(ScoreDiffers(risk.current()));
  const v1::Matrix* matrix = books.FindMatrix(risk.matrix());
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

void AddTotals(v1::RegisterSection* section) {
  int64_t stated = 0;
  int64_t computed = 0;
  for (const v1::RiskLine& line : section->risks()) {
    const v1::Assessment& current = line.current();
    stated += current.stated_score();
    computed += current.computed_score();
    if (HasLevels(current) && current.stated_score() > 0) {
      section->set_scored_both_ways(section->scored_both_ways() + 1);
    }
    if (!IsScored(current)) section->set_not_scored(section->not_scored() + 1);
  }
  section->set_stated_total(stated);
  section->set_computed_total(computed);
  section->set_totals_differ(section->scored_both_ways() == section->risks_size() &&
                             stated != computed);
}

void AddHeatMap(const std::string& matrix, v1::RegisterSection* section) {
  // Greatest score first, then likeliest.
  std::map<std::tuple<int32_t, int32_t>, v1::HeatMapCell, std::greater<>> cells;
  for (const v1::RiskLine& line : section->risks()) {
    const v1::Assessment& current = line.current();
    if (!HasLevels(current) || line.matrix() != matrix) continue;
    v1::HeatMapCell& cell = cells[{current.computed_score(), current.likelihood()}];
    cell.set_likelihood(current.likelihood());
    cell.set_impact(current.impact());
    cell.set_count(cell.count() + 1);
    cell.add_risks(line.risk());
    cell.add_references(line.reference());
    cell.set_rating(line.rating());
  }
  for (auto& [place, cell] : cells) *section->add_heat_map() = std::move(cell);
}

v1::RegisterSection ComposeSection(const RegisterBooks& books, const RegisterBook& book) {
  v1::RegisterSection section;
  const v1::Register& record = book.record;
  section.set_register_(record.name());
  section.set_title(record.title());
  section.set_kind(record.kind());
  section.set_subject(record.subject());
  const v1::Matrix* matrix = books.FindMatrix(record.matrix());
  if (matrix != nullptr) *section.mutable_matrix() = KeyOf(*matrix);
  for (const v1::Risk& risk : book.risks) {
    if (IsOpen(risk)) *section.add_risks() = LineOf(books, book, risk);
  }
  AddTotals(&section);
  AddHeatMap(record.matrix(), &section);
  if (record.has_source()) *section.mutable_source() = record.source();
  section.set_marking(record.marking());
  return section;
}

}  // namespace

std::vector<v1::RegisterSection> ComposeSections(const RegisterBooks& books) {
  std::vector<v1::RegisterSection> sections;
  for (const RegisterBook& book : books.registers) sections.push_back(ComposeSection(books, book));
  return sections;
}

}  // namespace concordat::risk
