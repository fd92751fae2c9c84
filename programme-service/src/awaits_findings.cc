#include <map>
#include <string>
#include <utility>

#include "common/base/date.h"
#include "common/base/date_gap.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "programme-service/src/date_states.h"
#include "programme-service/src/findings.h"

namespace concordat::programme {
namespace {

using v1::StatedDate;

// What a piece of work says of a thing and of what that awaits.
struct Waiting {
  Dates waits, awaited;
};

// By the thing and what it awaits.
std::map<std::pair<std::string, std::string>, Waiting> WaitingOf(const DatesByThing& by_thing) {
  std::map<std::pair<std::string, std::string>, Waiting> waiting;
  for (const auto& [what, dates] : by_thing) {
    for (const StatedDate* stated : dates) {
      const auto awaited = by_thing.find(stated->awaits());
      if (stated->awaits().empty() || awaited == by_thing.end()) continue;
      Waiting& one = waiting[{what, stated->awaits()}];
      one.waits.push_back(stated);
      one.awaited = awaited->second;
    }
  }
  return waiting;
}

// A pair of which the first lies before the second: certainly where every day it may mean
// does, perhaps where its last day does.
struct OrderedPair {
  const StatedDate* first = nullptr;
  const StatedDate* second = nullptr;
  Clash clash = Clash::kNone;
};

// The worst of all; certain only where all pairs are.
OrderedPair WrongOrder(const Waiting& waiting) {
  OrderedPair worst;
  bool all_certain = true;
  for (const StatedDate* waits : waiting.waits) {
    for (const StatedDate* awaited : waiting.awaited) {
      const auto a = ParsePartialDate(waits->date());
      const auto b = ParsePartialDate(awaited->date());
      if (!a.ok() || !b.ok()) continue;
      const bool certain = a->last < b->first;
      all_certain &= certain;
      const Clash clash = certain             ? Clash::kCertain
                          : a->last < b->last ? Clash::kPossible
                                              : Clash::kNone;
      if (clash > worst.clash) worst = {waits, awaited, clash};
    }
  }
  if (worst.clash == Clash::kCertain && !all_certain) worst.clash = Clash::kPossible;
  return worst;
}

template <typename Work>
void AddBeforeAwaited(const Work& work, const std::string& what, const std::string& awaited,
                      const Waiting& waiting, Findings* findings) {
  const OrderedPair wrong = WrongOrder(waiting);
  if (wrong.clash == Clash::kNone) return;
  const bool possible = wrong.clash == Clash::kPossible;
  const std::string gap = SpokenGap(wrong.first->date(), wrong.second->date());
  FindingDraft draft = AboutDate(
      "date-before-what-it-awaits", ledger::v1::SEVERITY_WARNING, work, Concat(what, "\n", awaited),
      Concat(work.title(), ": the ", what, " ", SpokenWhen(wrong.first->date()),
             InSection(*wrong.first), possible ? " may lie" : " lies", gap.empty() ? "" : " ", gap,
             " before the ", awaited, " ", SpokenWhen(wrong.second->date()),
             InSection(*wrong.second), ", which it awaits."));
  for (const Dates* dates : {&waiting.waits, &waiting.awaited}) {
    for (const StatedDate* stated : *dates) {
      if (!stated->date().empty()) AddDateFact(work, *stated, stated->date(), &draft);
    }
  }
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  draft->set_possible(possible);
  findings->push_back(draft.Take());
}

// Begun although what must come before is not done. What some place says is done is
// another rule's.
template <typename Work>
void AddNotAwaited(const FactsIndex& index, const Work& work, const std::string& what,
                   const std::string& awaited, const Waiting& waiting, Findings* findings) {
  const Dates begun = Those(waiting.waits, &IsSaidBegun);
  const Dates open = Those(waiting.awaited, &IsSaidOpen);
  if (!Those(waiting.awaited, &IsSaidDone).empty()) return;
  const Clash clash = WorstOf(index, work, begun, open);
  if (clash == Clash::kNone) return;
  FindingDraft draft = AboutDate("dependency-broken", ledger::v1::SEVERITY_WARNING, work,
                                 Concat(what, "\n", awaited), "");
  const std::string said_begun = AddSaid(work, begun, &draft);
  const std::string said_open = AddSaid(work, open, &draft);
  draft->set_summary(Concat(work.title(), ": the ", what, " is said to be ", said_begun,
                            ", and what it awaits, the ", awaited, ", ", said_open, "."));
  draft->set_possible(clash == Clash::kPossible);
  findings->push_back(draft.Take());
}

template <typename Work>
void AddForWork(const FactsIndex& index, const Work& work, Findings* findings) {
  for (const auto& [names, waiting] : WaitingOf(ByThing(work))) {
    AddBeforeAwaited(work, names.first, names.second, waiting, findings);
    AddNotAwaited(index, work, names.first, names.second, waiting, findings);
  }
}

}  // namespace

void AddAwaitsFindings(const FactsIndex& index, Findings* findings) {
  for (const v1::Project& project : index.facts().projects) AddForWork(index, project, findings);
  for (const v1::LiveService& one : index.facts().live_services) AddForWork(index, one, findings);
}

}  // namespace concordat::programme
