#include "programme-service/src/cited_risks.h"

#include <set>
#include <utility>

#include "common/base/date.h"

namespace concordat::programme {
namespace {

// The most references that one call takes.
constexpr size_t kMostReferences = 1000;

}  // namespace

absl::StatusOr<CitedQuestion> ReadCitedQuestion(const Records& records) {
  CitedQuestion question;
  const Records all = records.OfAll();
  // Lists of texts stand in their column as they are sent.
  SqlPart query = {"SELECT k.name, k.risk_references FROM ", {}};
  query.Add(all.InForce<v1::Action>()).Add(" k WHERE k.risk_references <> '' ORDER BY k.name");
  absl::Status status = all.Query(query, [&question](const Row& row) {
    v1::Action action;
    if (!action.ParseFromString(std::string(row.Text(1)))) {
      return absl::DataLossError("what an action cites cannot be read");
    }
    for (const std::string& reference : action.risk_references()) {
      question.actions[reference].emplace_back(row.Text(0));
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  question.request.set_parent(records.parent());
  question.request.set_as_at(FormatDay(records.at().day));
  for (const auto& [reference, actions] : question.actions) {
    if (question.request.references_size() == kMostReferences) break;
    question.request.add_references(reference);
  }
  return question;
}

absl::StatusOr<std::vector<UnscoredRisk>> AskForUnscored(const ServiceCalls& calls,
                                                         CitedQuestion question,
                                                         const ToldOf& told) {
  std::vector<UnscoredRisk> unscored;
  if (question.request.references().empty()) return unscored;
  question.request.set_marking(told.marking);
  *question.request.mutable_exempt() = told.exempt;
  auto answer = calls
                    .Begin<risk::v1::FindUnscoredRisksResponse>(
                        "risk", "concordat.risk.v1.CitedRisks.FindUnscoredRisks", question.request)
                    .Get();
  if (absl::IsUnimplemented(answer.status())) return unscored;
  if (!answer.ok()) return answer.status();
  for (risk::v1::UnscoredRisk& risk : *answer->mutable_risks()) {
    const auto actions = question.actions.find(risk.reference());
    if (actions == question.actions.end()) continue;
    unscored.push_back({std::move(risk), actions->second});
  }
  return unscored;
}

absl::StatusOr<std::vector<CitedRisk>> ReadCited(const Records& records,
                                                 const std::vector<UnscoredRisk>& unscored) {
  std::set<std::string> names;
  for (const UnscoredRisk& one : unscored) names.insert(one.actions.begin(), one.actions.end());
  auto actions = records.Named<v1::Action>({names.begin(), names.end()});
  if (!actions.ok()) return actions.status();
  std::map<std::string, const v1::Action*> by_name;
  for (const v1::Action& action : *actions) by_name[action.name()] = &action;
  std::vector<CitedRisk> cited;
  for (const UnscoredRisk& one : unscored) {
    CitedRisk risk = {one.risk.risk(),    one.risk.reference(), one.risk.title(),
                      one.risk.marking(), one.risk.source(),    {}};
    for (const std::string& name : one.actions) {
      const auto action = by_name.find(name);
      if (action != by_name.end()) risk.actions.push_back(*action->second);
    }
    if (!risk.actions.empty()) cited.push_back(std::move(risk));
  }
  return cited;
}

}  // namespace concordat::programme
