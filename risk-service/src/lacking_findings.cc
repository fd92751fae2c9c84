#include <absl/strings/str_join.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "risk-service/src/findings.h"
#include "risk-service/src/spoken.h"

namespace concordat::risk {
namespace {

// `Risk 2, Risk 5 and 3 more`; names of one risk stand once.
std::string Listed(std::vector<std::string> names, int64_t all) {
  const int64_t more = all - static_cast<int64_t>(names.size());
  const auto doubles = std::ranges::unique(names);
  names.erase(doubles.begin(), doubles.end());
  return Concat(absl::StrJoin(names, ", "), more > 0 ? Concat(" and ", more, " more") : "");
}

}  // namespace

void AddOwnersLacking(const v1::Register& record, const Lacking& lacking,
                      const std::vector<v1::Risk>& risks, Findings* findings) {
  const int64_t all = lacking.having + lacking.lacking;
  FindingDraft draft("risk-without-owner", ledger::v1::SEVERITY_INFORMATION, "");
  draft.Involve(record);
  draft->set_marking(std::max(draft->marking(), lacking.marking));
  draft.Stated(record, "risks without an owner", Concat(lacking.lacking, " of ", all));
  std::vector<std::string> names;
  for (const v1::Risk& risk : risks) {
    names.push_back(Spoken(risk));
    draft.Stated(risk, "owner", "none");
  }
  draft->set_summary(Concat(lacking.lacking, " of ", all, " open risks in ", record.title(),
                            lacking.lacking == 1 ? " has" : " have",
                            " no owner: ", Listed(std::move(names), lacking.lacking), "."));
  findings->push_back(draft.Take());
}

void AddDeadlinesLacking(const v1::Register& record, const Lacking& lacking,
                         const std::vector<RiskAction>& actions, Findings* findings) {
  FindingDraft draft("action-without-deadline", ledger::v1::SEVERITY_INFORMATION, "");
  draft.Involve(record);
  draft->set_marking(std::max(draft->marking(), lacking.marking));
  draft.Stated(record, "planned actions without a deadline", Concat(lacking.lacking));
  draft.Stated(record, "actions with one", Concat(lacking.having));
  std::vector<std::string> names;
  for (const RiskAction& one : actions) {
    std::string name = Spoken(one.risk);
    draft.Stated(one.action, Concat("action against ", name), one.action.description());
    names.push_back(std::move(name));
  }
  draft->set_summary(Concat(lacking.lacking,
                            lacking.lacking == 1 ? " planned action" : " planned actions", " in ",
                            record.title(), lacking.lacking == 1 ? " has" : " have",
                            " no deadline, where others have one: against ",
                            Listed(std::move(names), lacking.lacking), "."));
  findings->push_back(draft.Take());
}

}  // namespace concordat::risk
