// Which records the rules on how risks are looked after see: SQL leaves out those in which no
// rule can find anything.
#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "risk-service/src/first_placed.h"
#include "risk-service/src/process_findings.h"
#include "risk-service/src/review_due.h"
#include "risk-service/src/risk_digest.h"

namespace concordat::risk {
namespace {

// How many candidates are held at a time.
constexpr size_t kHeld = 1024;

constexpr char kCurrent[] =
    "IF(k.current_computed_score > 0, k.current_computed_score, k.current_stated_score)";
constexpr char kTarget[] =
    "IF(k.target_computed_score > 0, k.target_computed_score, k.target_stated_score)";

template <typename Record>
absl::StatusOr<std::map<std::string, Record, std::less<>>> ReadByName(
    const Records& records, std::vector<std::string> names) {
  auto read = records.Named<Record>(std::move(names));
  if (!read.ok()) return read.status();
  std::map<std::string, Record, std::less<>> by_name;
  for (Record& record : *read) {
    std::string name = record.name();
    by_name.emplace(std::move(name), std::move(record));
  }
  return by_name;
}

template <typename Run>
absl::Status ForEachHeld(std::span<const std::string> names, const Run& run) {
  while (!names.empty()) {
    const auto held = names.first(std::min(names.size(), kHeld));
    absl::Status status = run(std::vector<std::string>(held.begin(), held.end()));
    if (!status.ok()) return status;
    names = names.subspan(held.size());
  }
  return absl::OkStatus();
}

// Looks for what the rules find, one kind after another.
class ProcessFinder {
 public:
  ProcessFinder(const Records& records, Findings* findings)
      : records_(records), findings_(*findings) {}

  absl::Status Find() {
    absl::Status status = FindReviews();
    if (status.ok()) status = FindAcceptances();
    if (status.ok()) status = FindUnanswered();
    if (status.ok()) status = FindWithoutAction();
    if (status.ok()) status = FindOccurred();
    return status;
  }

 private:
  absl::Status FindReviews() {
    auto stances = ReadStancesByCycle(records_, "");
    if (!stances.ok() || stances->empty()) return stances.status();
    std::map<std::string, Lacking> overdue;
    std::map<std::string, std::vector<Placed>> first;
    absl::Status status =
        ForEachDue(records_, *stances, records_.at().day - 1, [&](const Row& row) {
          const std::string name(row.Text(2));
          Lacking& one = overdue[name];
          ++one.lacking;
          one.marking = std::max(one.marking, static_cast<type::v1::Marking>(row.Int(3)));
          KeepFirst({std::string(row.Text(1)), std::string(row.Text(0))}, &first[name]);
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    std::vector<std::string> registers;
    for (const auto& [name, one] : overdue) registers.push_back(name);
    auto records = records_.Named<v1::Register>(registers);
    if (!records.ok()) return records.status();
    for (const v1::Register& record : *records) {
      std::vector<Placed>& placed = first[record.name()];
      std::ranges::sort_heap(placed, Precedes);
      std::vector<std::string> names;
      for (const Placed& one : placed) names.push_back(one.name);
      auto risks = ReadByName<v1::Risk>(records_, names);
      if (!risks.ok()) return risks.status();
      std::vector<v1::Risk> named;
      for (const std::string& name : names) named.push_back(std::move(risks->at(name)));
      AddReviewsOverdue(record, overdue[record.name()], named, &findings_);
    }
    return absl::OkStatus();
  }

  // What is accepted of open risks, risk by risk.
  absl::Status FindAcceptances() {
    SqlPart query = {"SELECT a.name FROM ", {}};
    query.Add(records_.InForce<v1::Acceptance>()).Add(" a JOIN ").Add(OpenRisksOf(records_, ""));
    query.Add(Concat(" k ON k.name = a.list_parent WHERE a.state = ",
                     int{v1::ACCEPTANCE_STATE_ACCEPTED}, " ORDER BY a.name"));
    auto names = records_.Names(query);
    if (!names.ok()) return names.status();
    std::map<std::string, std::vector<AcceptedRisk>> by_risk;
    absl::Status status = ForEachHeld(
        *names, [&](const std::vector<std::string>& part) { return ReadAccepted(part, &by_risk); });
    if (!status.ok()) return status;
    for (const auto& [risk, accepted] : by_risk) {
      AddAcceptanceFindings(accepted, records_.at().day, &findings_);
    }
    return absl::OkStatus();
  }

  absl::Status ReadAccepted(const std::vector<std::string>& names,
                            std::map<std::string, std::vector<AcceptedRisk>>* by_risk) const {
    auto acceptances = records_.Named<v1::Acceptance>(names);
    if (!acceptances.ok()) return acceptances.status();
    std::vector<std::string> of;
    for (const std::string& name : names) of.emplace_back(ResourceType::ParentOf(name));
    auto risks = ReadByName<v1::Risk>(records_, of);
    if (!risks.ok()) return risks.status();
    // What a reader may not be told of a risk was accepted, too.
    auto whole = ReadByName<v1::Risk>(records_.OfAll(), of);
    if (!whole.ok()) return whole.status();
    auto since = ReadSliceStarts(of);
    if (!since.ok()) return since.status();
    for (v1::Acceptance& acceptance : *acceptances) {
      const std::string name(ResourceType::ParentOf(acceptance.name()));
      const auto risk = risks->find(name);
      if (risk == risks->end()) continue;
      // A slice that began later has come with a change.
      const bool changed = (*since)[name] > acceptance.accepted() ||
                           RiskDigest(whole->at(name)) != acceptance.risk_digest();
      (*by_risk)[name].push_back({std::move(acceptance), risk->second, changed});
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::map<std::string, std::string>> ReadSliceStarts(
      const std::vector<std::string>& risks) const {
    std::map<std::string, std::string> starts;
    SqlPart query = {"SELECT k.name, k.valid_from FROM ", {}};
    query.Add(records_.InForce<v1::Risk>()).Add(" k WHERE ").Add(IsAmong("k.name", risks));
    absl::Status status = records_.Query(query, [&starts](const Row& row) {
      starts.emplace(row.Text(0), row.Text(1));
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return starts;
  }

  absl::Status FindUnanswered() {
    SqlPart query = {"SELECT e.name FROM ", {}};
    query.Add(records_.InForce<v1::Escalation>()).Add(" e JOIN ");
    query.Add(records_.InForce<v1::EscalationRule>());
    query.Add(
        Concat(" r ON r.name = e.rule WHERE e.state = ", int{v1::ESCALATION_STATE_UNSPECIFIED},
               " AND r.answer_within_days > 0 AND e.effective_from < ? ORDER BY e.name"),
        {FormatDay(records_.at().day)});
    auto names = records_.Names(query);
    if (!names.ok()) return names.status();
    return ForEachHeld(*names, [this](const std::vector<std::string>& part) -> absl::Status {
      auto escalations = records_.Named<v1::Escalation>(part);
      if (!escalations.ok()) return escalations.status();
      std::vector<std::string> of, by;
      for (const v1::Escalation& escalation : *escalations) {
        of.emplace_back(ResourceType::ParentOf(escalation.name()));
        by.push_back(escalation.rule());
      }
      auto risks = ReadByName<v1::Risk>(records_, of);
      if (!risks.ok()) return risks.status();
      auto rules = ReadByName<v1::EscalationRule>(records_, by);
      if (!rules.ok()) return rules.status();
      for (const v1::Escalation& escalation : *escalations) {
        const auto risk = risks->find(ResourceType::ParentOf(escalation.name()));
        const auto rule = rules->find(escalation.rule());
        if (risk == risks->end() || rule == rules->end()) continue;
        AddUnanswered(risk->second, escalation, rule->second, records_.at().day, &findings_);
      }
      return absl::OkStatus();
    });
  }

  absl::Status FindWithoutAction() {
    SqlPart query = {"SELECT k.name FROM ", {}};
    query.Add(OpenRisksOf(records_, ""));
    query.Add(
        Concat(" k WHERE ", kTarget, " > 0 AND ", kTarget, " < ", kCurrent,
               " AND k.mitigation = '' AND k.milestones = '' AND NOT EXISTS (SELECT 1 FROM "));
    // Told or not: that nothing is done would be false where what is done is exempt.
    query.Add(records_.OfAll().InForce<v1::Treatment>());
    query.Add(
        Concat(" t WHERE t.list_parent = k.name AND t.kind = ", int{v1::TREATMENT_KIND_ACTION},
               " AND t.state <> ", int{v1::TREATMENT_STATE_CANCELLED}, ") ORDER BY k.name"));
    return FindInEach(query, &AddWithoutAction);
  }

  absl::Status FindOccurred() {
    SqlPart query = {"SELECT k.name FROM ", {}};
    query.Add(records_.InForce<v1::Risk>());
    query.Add(Concat(" k WHERE k.state = ", int{v1::RISK_STATE_OCCURRED},
                     " AND k.issue = '' ORDER BY k.name"));
    return FindInEach(query, &AddOccurred);
  }

  absl::Status FindInEach(const SqlPart& query, void (*rule)(const v1::Risk&, Findings*)) {
    auto names = records_.Names(query);
    if (!names.ok()) return names.status();
    return ForEachHeld(*names, [&](const std::vector<std::string>& part) {
      auto risks = records_.Named<v1::Risk>(part);
      if (!risks.ok()) return risks.status();
      for (const v1::Risk& risk : *risks) rule(risk, &findings_);
      return absl::OkStatus();
    });
  }

  const Records& records_;
  Findings& findings_;
};

}  // namespace

absl::Status FindInProcess(const Records& records, Findings* findings) {
  return ProcessFinder(records, findings).Find();
}

}  // namespace concordat::risk
