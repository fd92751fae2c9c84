// What the risk rules find in records that are all there: what findings by SQL are
// held to.
#ifndef CONCORDAT_TESTS_SUPPORT_RISK_FINDINGS_H_
#define CONCORDAT_TESTS_SUPPORT_RISK_FINDINGS_H_

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/findings/finding_id.h"
#include "common/resource/resource_type.h"
#include "risk-service/src/findings.h"
#include "risk-service/src/process_findings.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {

// Records of a partnership, live on one day.
struct Records {
  std::vector<v1::Matrix> matrices;
  std::vector<v1::Register> registers;
  std::vector<v1::Risk> risks;
  std::vector<v1::Treatment> treatments;
};

// What SQL counts of a register's open risks.
inline std::vector<Standing> StandingsOf(const std::vector<v1::Risk>& risks) {
  std::vector<Standing> standings;
  for (const v1::Risk& risk : risks) {
    if (IsOpen(risk)) standings.push_back({risk.matrix(), risk.current(), 1, risk.marking()});
  }
  return standings;
}

inline RegisterFigures FiguresOf(const RegisterBook& book) {
  RegisterFigures figures;
  figures.record = book.record;
  figures.standings = StandingsOf(book.risks);
  for (const v1::Risk& risk : book.risks) {
    for (const v1::Assessment* a : {&risk.inherent(), &risk.current(), &risk.target()}) {
      const bool counts = book.record.matrix().empty() && a->stated_score() > 0;
      if (counts) figures.printed_scores.insert(a->stated_score());
    }
    const bool differs = IsOpen(risk) && ScoreDiffers(risk.current());
    if (differs && figures.differing.size() < kMaxReasons) figures.differing.push_back(risk);
  }
  return figures;
}

// Adds a name to what a register lacks, in its order.
inline void Lack(const std::string& name, type::v1::Marking marking, Lacking* lacking) {
  ++lacking->lacking;
  lacking->marking = std::max(lacking->marking, marking);
  if (lacking->names.size() < kMaxNamed) lacking->names.push_back(name);
}

inline void FindLacking(const RegisterBook& book, Findings* findings) {
  Lacking owners, deadlines;
  std::vector<v1::Risk> risks;
  std::vector<RiskAction> actions;
  for (const v1::Risk& risk : book.risks) {
    if (!IsOpen(risk)) continue;
    if (risk.owner_role().empty()) {
      Lack(risk.name(), risk.marking(), &owners);
      if (risks.size() < kMaxNamed) risks.push_back(risk);
    } else {
      ++owners.having;
    }
    const auto treatments = book.treatments.find(risk.name());
    if (treatments == book.treatments.end()) continue;
    for (const v1::Treatment& treatment : treatments->second) {
      if (treatment.kind() != v1::TREATMENT_KIND_ACTION) continue;
      if (!treatment.deadline().empty()) ++deadlines.having;
      if (!treatment.deadline().empty() || !IsPlanned(treatment)) continue;
      Lack(treatment.name(), std::max(risk.marking(), treatment.marking()), &deadlines);
      if (actions.size() < kMaxNamed) actions.push_back({risk, treatment});
    }
  }
  if (owners.having > 0 && owners.lacking > 0) {
    AddOwnersLacking(book.record, owners, risks, findings);
  }
  if (deadlines.having > 0 && deadlines.lacking > 0) {
    AddDeadlinesLacking(book.record, deadlines, actions, findings);
  }
}

inline bool HasAction(const RegisterBook& book, const v1::Risk& risk) {
  const auto treatments = book.treatments.find(risk.name());
  return treatments != book.treatments.end() &&
         std::ranges::any_of(treatments->second, [](const v1::Treatment& treatment) {
           return treatment.kind() == v1::TREATMENT_KIND_ACTION &&
                  treatment.state() != v1::TREATMENT_STATE_CANCELLED;
         });
}

inline Findings FindInRecords(Records records, absl::CivilDay day) {
  const Matrices matrices = ByName(std::move(records.matrices));
  Findings findings;
  for (const RegisterBook& book : MakeBooks(std::move(records.registers), std::move(records.risks),
                                            std::move(records.treatments))) {
    for (const v1::Risk& risk : book.risks) {
      AddScoreFindings(risk, FindMatrix(matrices, risk.matrix()), &findings);
      AddOccurred(risk, &findings);
      if (!HasAction(book, risk)) AddWithoutAction(risk, &findings);
      const auto treatments = book.treatments.find(risk.name());
      if (treatments == book.treatments.end()) continue;
      for (const v1::Treatment& treatment : treatments->second) {
        AddTreatmentFindings(risk, treatment, day, &findings);
      }
    }
    AddRegisterFindings(FiguresOf(book), &findings);
    FindLacking(book, &findings);
  }
  IdentifyFindings(&findings);
  return findings;
}

}  // namespace concordat::risk

#endif  // CONCORDAT_TESTS_SUPPORT_RISK_FINDINGS_H_
