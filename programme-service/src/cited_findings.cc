// Risks that actions cite and that nobody has scored.
#include <absl/strings/str_join.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/findings/finding_id.h"
#include "programme-service/src/findings.h"

namespace concordat::programme {
namespace {

// Most actions that a finding names, and how many of them its sentence does.
constexpr size_t kMostActions = 20;
constexpr size_t kMostSpoken = 6;

std::string Called(const v1::Action& action) {
  return action.reference().empty() ? Concat("\"", action.title(), "\"") : action.reference();
}

// `Actions 28, 29 and 30 cite`.
std::string Who(const std::vector<v1::Action>& actions) {
  std::vector<std::string> called;
  for (const v1::Action& action : actions) {
    if (called.size() == kMostSpoken && actions.size() > kMostSpoken) break;
    called.push_back(Called(action));
  }
  if (actions.size() == 1) return Concat("Action ", called[0], " cites");
  std::string last = called.back();
  if (actions.size() > called.size()) {
    last = Concat(actions.size() - called.size(), " more");
  } else {
    called.pop_back();
  }
  return Concat("Actions ", absl::StrJoin(called, ", "), " and ", last, " cite");
}

}  // namespace

void AddCitedFindings(const Facts& facts, Findings* findings) {
  for (const CitedRisk& risk : facts.cited_risks) {
    FindingDraft draft("cited-risk-without-score", ledger::v1::SEVERITY_WARNING,
                       Concat(Who(risk.actions), " risk ", risk.reference, ", \"", risk.title,
                              "\", which has no score."));
    draft->add_records(risk.name);
    draft->set_marking(risk.marking);
    ledger::v1::FindingFact* fact = draft->add_facts();
    fact->set_record(risk.name);
    fact->set_label("score");
    fact->set_value("none");
    *fact->mutable_source() = risk.source;
    for (size_t i = 0; i < std::min(risk.actions.size(), kMostActions); ++i) {
      const v1::Action& action = risk.actions[i];
      draft.Involve(action).Stated(action, "risk cited", risk.reference);
    }
    // Whichever actions cite it.
    draft->set_finding_id(FindingId("cited-risk-without-score", {risk.name}));
    findings->push_back(draft.Take());
  }
}

}  // namespace concordat::programme
