#include <string>

#include "common/base/text.h"
#include "programme-service/src/date_states.h"
#include "programme-service/src/findings.h"

namespace concordat::programme {
namespace {

template <typename Work>
void AddForWork(const FactsIndex& index, const Work& work, Findings* findings) {
  for (const auto& [what, dates] : ByThing(work)) {
    const Dates done = Those(dates, &IsSaidDone);
    const Dates open = Those(dates, &IsSaidOpen);
    const Clash clash = WorstOf(index, work, done, open);
    if (clash == Clash::kNone) continue;
    FindingDraft draft =
        AboutDate("state-stated-both-ways", ledger::v1::SEVERITY_WARNING, work, what, "");
    const std::string said_done = AddSaid(work, done, &draft);
    const std::string said_open = AddSaid(work, open, &draft);
    draft->set_summary(Concat(work.title(), ": the ", what, " is said to be ", said_done, " and ",
                              said_open, "."));
    draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
    draft->set_possible(clash == Clash::kPossible);
    findings->push_back(draft.Take());
  }
}

}  // namespace

void AddDateStateFindings(const FactsIndex& index, Findings* findings) {
  for (const v1::Project& project : index.facts().projects) AddForWork(index, project, findings);
  for (const v1::LiveService& one : index.facts().live_services) AddForWork(index, one, findings);
}

}  // namespace concordat::programme
