#include "risk-service/src/findings.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "common/findings/finding_id.h"
#include "common/resource/resource_type.h"
#include "risk-service/src/process_findings.h"
#include "risk-service/src/register_tables.h"
#include "risk-service/src/resources.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

// How many candidates are held at a time.
constexpr size_t kHeld = 1024;

// Finds what does not agree, as at one moment, for whom RegisterTables read.
class Finder {
 public:
  // The standings are those that the tables tell; both must outlive it.
  Finder(const RegisterTables& tables, const StandingsByRegister& standings)
      : tables_(tables), standings_(standings) {}

  absl::StatusOr<Findings> Find() {
    absl::Status status = ReadFigures();
    if (status.ok()) status = FindInScores();
    if (status.ok()) status = FindInTreatments();
    if (status.ok()) status = FindInRegisters();
    if (status.ok()) status = FindOwnersLacking();
    if (status.ok()) status = FindDeadlinesLacking();
    if (status.ok()) status = FindInProcess(tables_.records(), &findings_);
    if (!status.ok()) return status;
    // A record may stand in a register that is not there.
    std::erase_if(findings_, [this](const ledger::v1::Finding& finding) {
      return std::ranges::none_of(finding.records(), [this](const std::string& record) {
        return subjects_.contains(RegisterOf(record));
      });
    });
    IdentifyFindings(&findings_);
    return std::move(findings_);
  }

  // What the register of each record that findings name is kept for.
  std::map<std::string, std::string> Owners(const Findings& findings) const {
    std::map<std::string, std::string> owners;
    for (const ledger::v1::Finding& finding : findings) {
      for (const std::string& record : finding.records()) {
        const auto subject = subjects_.find(RegisterOf(record));
        if (subject != subjects_.end()) owners[record] = subject->second;
      }
    }
    return owners;
  }

 private:
  // `partnerships/p/registers/r` of what it is and of what lies below.
  static std::string RegisterOf(std::string_view name) {
    while (std::ranges::count(name, '/') > 3) name = ResourceType::ParentOf(name);
    return std::string(name);
  }

  absl::Status ReadFigures() {
    auto outlines = tables_.Outlines();
    if (!outlines.ok()) return outlines.status();
    for (RegisterOutline& outline : *outlines) {
      subjects_.emplace(std::move(outline.name), std::move(outline.subject));
    }
    auto printed = tables_.PrintedScores();
    if (!printed.ok()) return printed.status();
    auto candidates = tables_.ScoreCandidates(standings_);
    if (!candidates.ok()) return candidates.status();
    score_candidates_ = *std::move(candidates);
    for (const auto& [name, subject] : subjects_) {
      RegisterFigures figures;
      const auto held = standings_.find(name);
      if (held != standings_.end()) figures.standings = held->second;
      figures.printed_scores = std::move((*printed)[name]);
      if (MayDisagree(figures)) figures_.emplace(name, std::move(figures));
    }
    return absl::OkStatus();
  }

  absl::Status FindInScores() {
    std::erase_if(score_candidates_, [this](const std::string& name) {
      return !subjects_.contains(ResourceType::ParentOf(name));
    });
    return ForEachHeld(score_candidates_, [this](const std::vector<std::string>& part) {
      auto risks = tables_.Named<v1::Risk>(part);
      if (!risks.ok()) return risks.status();
      std::set<std::string> names;
      AddMatricesOf(*risks, &names);
      auto matrices = tables_.MatricesNamed(names);
      if (!matrices.ok()) return matrices.status();
      for (const v1::Risk& risk : *risks) {
        AddScoreFindings(risk, FindMatrix(*matrices, risk.matrix()), &findings_);
        if (IsOpen(risk) && ScoreDiffers(risk.current())) AddDiffering(risk);
      }
      return absl::OkStatus();
    });
  }

  void AddDiffering(const v1::Risk& risk) {
    const auto figures = figures_.find(ResourceType::ParentOf(risk.name()));
    if (figures == figures_.end()) return;
    std::vector<v1::Risk>& differing = figures->second.differing;
    differing.insert(std::ranges::upper_bound(differing, risk, InOrder), risk);
    if (differing.size() > kMaxReasons) differing.pop_back();
  }

  absl::Status FindInTreatments() {
    auto planned = tables_.Planned();
    if (!planned.ok()) return planned.status();
    registers_lacking_deadlines_ = std::move(planned->registers_lacking);
    return ForEachHeld(planned->due, [this](const std::vector<std::string>& part) {
      auto treatments = tables_.Named<v1::Treatment>(part);
      if (!treatments.ok()) return treatments.status();
      std::set<std::string> risk_names;
      for (const std::string& name : part) risk_names.emplace(ResourceType::ParentOf(name));
      auto risks = tables_.Named<v1::Risk>({risk_names.begin(), risk_names.end()});
      if (!risks.ok()) return risks.status();
      std::map<std::string_view, const v1::Risk*> by_name;
      for (const v1::Risk& risk : *risks) by_name[risk.name()] = &risk;
      for (const v1::Treatment& treatment : *treatments) {
        const auto risk = by_name.find(ResourceType::ParentOf(treatment.name()));
        if (risk == by_name.end() || !subjects_.contains(ResourceType::ParentOf(risk->first))) {
          continue;
        }
        AddTreatmentFindings(*risk->second, treatment, tables_.at().day, &findings_);
      }
      return absl::OkStatus();
    });
  }

  absl::Status FindInRegisters() {
    std::vector<std::string> names;
    for (const auto& [name, figures] : figures_) names.push_back(name);
    auto records = tables_.Named<v1::Register>(names);
    if (!records.ok()) return records.status();
    for (v1::Register& record : *records) {
      RegisterFigures& figures = figures_.find(record.name())->second;
      figures.record = std::move(record);
      AddRegisterFindings(figures, &findings_);
    }
    return absl::OkStatus();
  }

  // The registers, by name, of those that lack something.
  absl::StatusOr<std::map<std::string, v1::Register>> RegistersOf(
      const LackingByRegister& lacking) const {
    std::vector<std::string> names;
    for (const auto& [name, one] : lacking) names.push_back(name);
    return ByName<v1::Register>(names);
  }

  template <typename Record>
  absl::StatusOr<std::map<std::string, Record>> ByName(
      const std::vector<std::string>& names) const {
    auto read = tables_.Named<Record>(names);
    if (!read.ok()) return read.status();
    std::map<std::string, Record> by_name;
    for (Record& record : *read) {
      std::string name = record.name();
      by_name.emplace(std::move(name), std::move(record));
    }
    return by_name;
  }

  absl::Status FindOwnersLacking() {
    auto lacking = tables_.RisksWithoutOwner(standings_);
    if (!lacking.ok()) return lacking.status();
    auto registers = RegistersOf(*lacking);
    if (!registers.ok()) return registers.status();
    for (const auto& [name, record] : *registers) {
      const Lacking& one = lacking->at(name);
      auto risks = ByName<v1::Risk>(one.names);
      if (!risks.ok()) return risks.status();
      std::vector<v1::Risk> named;
      for (const std::string& risk : one.names) named.push_back(std::move(risks->at(risk)));
      AddOwnersLacking(record, one, named, &findings_);
    }
    return absl::OkStatus();
  }

  absl::Status FindDeadlinesLacking() {
    auto lacking = tables_.ActionsWithoutDeadline(registers_lacking_deadlines_);
    if (!lacking.ok()) return lacking.status();
    auto registers = RegistersOf(*lacking);
    if (!registers.ok()) return registers.status();
    for (const auto& [name, record] : *registers) {
      const Lacking& one = lacking->at(name);
      auto actions = ByName<v1::Treatment>(one.names);
      if (!actions.ok()) return actions.status();
      std::set<std::string> of;
      for (const std::string& action : one.names) of.emplace(ResourceType::ParentOf(action));
      auto risks = ByName<v1::Risk>({of.begin(), of.end()});
      if (!risks.ok()) return risks.status();
      std::vector<RiskAction> named;
      for (const std::string& action : one.names) {
        named.push_back({risks->at(std::string(ResourceType::ParentOf(action))),
                         std::move(actions->at(action))});
      }
      AddDeadlinesLacking(record, one, named, &findings_);
    }
    return absl::OkStatus();
  }

  template <typename Run>
  static absl::Status ForEachHeld(std::span<const std::string> names, const Run& run) {
    while (!names.empty()) {
      const auto held = names.first(std::min(names.size(), kHeld));
      absl::Status status = run(std::vector<std::string>(held.begin(), held.end()));
      if (!status.ok()) return status;
      names = names.subspan(held.size());
    }
    return absl::OkStatus();
  }

  const RegisterTables& tables_;
  const StandingsByRegister& standings_;
  std::map<std::string, std::string, std::less<>> subjects_;
  // Of the registers in which a rule may find something.
  std::map<std::string, RegisterFigures, std::less<>> figures_;
  std::vector<std::string> score_candidates_;
  std::set<std::string> registers_lacking_deadlines_;
  Findings findings_;
};

absl::StatusOr<Findings> FindIn(const RegisterTables& tables, const StandingsByRegister& standings,
                                const Scope& scope) {
  Finder finder(tables, standings);
  auto findings = finder.Find();
  if (!findings.ok()) return findings;
  const auto owners = finder.Owners(*findings);
  SetWorks(owners, &*findings);
  KeepInScope(scope, owners, &*findings);
  return findings;
}

absl::StatusOr<Findings> FindAt(Connection& connection, const Ledger& ledger,
                                const std::string& parent, const Scope& scope, const ReadAt& at) {
  const RegisterTables tables(connection, ledger, parent, "", at);
  const auto standings = tables.Standings();
  if (!standings.ok()) return standings.status();
  return FindIn(tables, *standings, scope);
}

}  // namespace

FindingsFunction RiskFindings() { return FindToTell(&FindAt); }

absl::StatusOr<Findings> FindInRisks(Connection& connection, const Ledger& ledger,
                                     const std::string& parent, const Scope& scope,
                                     const ReadAt& at, const StandingsByRegister& told) {
  const auto find = [&told, &at](Connection& same, const Ledger& kept, const std::string& below,
                                 const Scope& within, const ReadAt& which) {
    if (which.public_only != at.public_only) return FindAt(same, kept, below, within, which);
    return FindIn(RegisterTables(same, kept, below, "", which), told, within);
  };
  return FindToTell(find)(connection, ledger, parent, scope, at);
}

}  // namespace concordat::risk
