#include "risk-service/src/register_reading.h"

#include <map>
#include <set>
#include <utility>

#include "risk-service/src/register_report.h"
#include "risk-service/src/register_tables.h"
#include "risk-service/src/risk_movement.h"

namespace concordat::risk {
namespace {

using Sections = std::vector<v1::RegisterSection>;

// The sections of the registers, without movements.
absl::StatusOr<Sections> ReadSections(const RegisterTables& tables,
                                      const std::vector<std::string>& names,
                                      const StandingsByRegister& standings, int most_risks) {
  auto records = tables.Named<v1::Register>(names);
  if (!records.ok()) return records.status();
  auto shown = tables.Greatest(names, most_risks);
  if (!shown.ok()) return shown.status();
  auto risks = tables.Named<v1::Risk>(*shown);
  if (!risks.ok()) return risks.status();
  auto treatments = tables.TreatmentsOf(*shown);
  if (!treatments.ok()) return treatments.status();
  std::set<std::string> matrix_names;
  AddMatricesOf(*records, &matrix_names);
  AddMatricesOf(*risks, &matrix_names);
  auto matrices = tables.MatricesNamed(matrix_names);
  if (!matrices.ok()) return matrices.status();
  Sections sections;
  for (RegisterBook& book :
       MakeBooks(*std::move(records), *std::move(risks), *std::move(treatments))) {
    const auto held = standings.find(book.record.name());
    if (held != standings.end()) book.standings = held->second;
    sections.push_back(ComposeSection(book, *matrices));
  }
  return sections;
}

// The risks of those names that are there on a day, by name.
absl::StatusOr<std::map<std::string, v1::Risk>> ThereOn(const RegisterTables& tables,
                                                        absl::CivilDay day,
                                                        const std::vector<std::string>& names) {
  auto read = tables.NamedOn<v1::Risk>(day, names);
  if (!read.ok()) return read.status();
  std::map<std::string, v1::Risk> risks;
  for (v1::Risk& risk : *read) {
    std::string name = risk.name();
    risks.emplace(std::move(name), std::move(risk));
  }
  return risks;
}

// The one of that name, where it is open.
const v1::Risk* FindOpen(const std::map<std::string, v1::Risk>& risks, const std::string& name) {
  const auto found = risks.find(name);
  return found == risks.end() || !IsOpen(found->second) ? nullptr : &found->second;
}

// The movements that are chosen, by register.
absl::StatusOr<std::map<std::string, std::vector<v1::RiskMovement>>> ReadChosen(
    const RegisterTables& tables, absl::CivilDay earlier, const MovementChoice& choice) {
  const auto chosen = choice.Chosen();
  std::vector<std::string> names;
  for (const auto& [name, kind] : chosen) names.push_back(name);
  auto before = ThereOn(tables, earlier, names);
  if (!before.ok()) return before.status();
  auto after = ThereOn(tables, tables.at().day, names);
  if (!after.ok()) return after.status();
  std::set<std::string> matrix_names;
  for (const auto* risks : {&*before, &*after}) {
    for (const auto& [name, risk] : *risks) matrix_names.insert(risk.matrix());
  }
  matrix_names.erase("");
  auto matrices = tables.MatricesNamed(matrix_names);
  if (!matrices.ok()) return matrices.status();
  std::map<std::string, std::vector<v1::RiskMovement>> movements;
  for (const auto& [name, kind] : chosen) {
    const v1::Risk* was = kind == v1::MOVEMENT_KIND_NEW ? nullptr : FindOpen(*before, name);
    const v1::Risk* is = kind == v1::MOVEMENT_KIND_GONE ? nullptr : FindOpen(*after, name);
    if (was == nullptr && is == nullptr) continue;
    v1::RiskMovement movement = ComposeMovement(kind, was, is);
    SetRatings(was, is, *matrices, &movement);
    const auto gone = after->find(name);
    if (is == nullptr && gone != after->end()) movement.set_gone_as(gone->second.state());
    movements[std::string(ResourceType::ParentOf(name))].push_back(std::move(movement));
  }
  return movements;
}

absl::Status AddMovements(const RegisterTables& tables, absl::CivilDay earlier, size_t most,
                          Sections* sections) {
  std::set<std::string> shown;
  for (const v1::RegisterSection& section : *sections) shown.insert(section.register_());
  MovementChoice choice(most);
  absl::Status status = tables.ForEachMoved(
      earlier, shown, [&choice](const RiskOnTwoDays& risk) { choice.Add(risk); });
  if (!status.ok()) return status;
  auto chosen = ReadChosen(tables, earlier, choice);
  if (!chosen.ok()) return chosen.status();
  for (v1::RegisterSection& section : *sections) {
    std::vector<v1::RiskMovement>& movements = (*chosen)[section.register_()];
    SortMovements(&movements);
    section.mutable_movements()->Assign(movements.begin(), movements.end());
    section.set_movements_left_out(choice.CountOf(section.register_()) - section.movements_size());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ShownRegisters> ReadRegisters(Connection& connection, const Ledger& ledger,
                                             const RegisterQuestion& question, const ReadAt& at) {
  const RegisterTables tables(connection, ledger, question.parent, question.only, at);
  const auto standings = tables.Standings();
  if (!standings.ok()) return standings.status();
  return ReadRegisters(tables, question, *standings);
}

absl::StatusOr<ShownRegisters> ReadRegisters(const RegisterTables& tables,
                                             const RegisterQuestion& question,
                                             const StandingsByRegister& standings) {
  auto outlines = tables.Outlines();
  if (!outlines.ok()) return outlines.status();
  std::erase_if(*outlines, [&question](const RegisterOutline& outline) {
    return !question.scope.Holds(outline.subject);
  });
  const std::vector<std::string> names =
      ChooseRegisters(*outlines, standings, question.bounds.registers);
  auto sections = ReadSections(tables, names, standings, question.bounds.risks);
  if (!sections.ok()) return sections.status();
  if (question.compare_to.has_value()) {
    absl::Status status =
        AddMovements(tables, *question.compare_to, question.bounds.movements, &*sections);
    if (!status.ok()) return status;
  }
  return ShownRegisters{*std::move(sections), static_cast<int>(outlines->size() - names.size())};
}

}  // namespace concordat::risk
