#include <absl/time/civil_time.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/date.h"
#include "common/base/date_gap.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "programme-service/src/date_drafts.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/stated_date_rules.h"
#include "programme-service/src/weekdays.h"

namespace concordat::programme {
namespace {

using v1::StatedDate;

// Dates of one thing that are not printed alike.
struct Spread {
  bool differs = false;
  // Holds for every day that the partial dates allow.
  bool certain = false;
};

Spread SpreadOf(const std::vector<const StatedDate*>& dates) {
  Spread spread;
  for (size_t i = 0; i < dates.size(); ++i) {
    for (size_t j = i + 1; j < dates.size(); ++j) {
      const auto a = ParsePartialDate(dates[i]->date());
      const auto b = ParsePartialDate(dates[j]->date());
      if (!a.ok() || !b.ok() || dates[i]->date() == dates[j]->date()) continue;
      const DateOrder order = CompareDates(*a, *b);
      spread.differs = true;
      spread.certain |= order == DateOrder::kBefore || order == DateOrder::kAfter;
    }
  }
  return spread;
}

bool IsBefore(const std::string& date, const std::string& other) {
  const auto a = ParsePartialDate(date);
  const auto b = ParsePartialDate(other);
  return a.ok() && b.ok() && CompareDates(*a, *b) == DateOrder::kBefore;
}

// `; 2 days apart`: the earliest and the latest, where all are stated as closely.
std::string Apart(const std::vector<const StatedDate*>& dates) {
  const auto [first, last] =
      std::ranges::minmax(dates, {}, [](const StatedDate* stated) { return stated->date(); });
  const bool alike = std::ranges::all_of(
      dates, [&](const StatedDate* one) { return one->date().size() == first->date().size(); });
  const std::string gap = alike ? SpokenGap(first->date(), last->date()) : "";
  return gap.empty() ? "" : Concat("; ", gap, " apart");
}

// `2 days before`; `before` of what cannot be counted.
std::string HowLong(const std::string& from, const std::string& to, std::string_view word) {
  const std::string gap = SpokenGap(from, to);
  return gap.empty() ? std::string(word) : Concat(gap, " ", word);
}

// True where the paper of the other is newer: the date has moved since.
bool IsOutdated(const FactsIndex& index, const StatedDate& stated, const StatedDate& other) {
  const auto* older = index.DocumentNamed(stated.source().document());
  const auto* newer = index.DocumentNamed(other.source().document());
  return older != nullptr && newer != nullptr && IsBefore(older->dated(), newer->dated());
}

// The dates that are stated of a thing, as its newest papers have them.
std::vector<const StatedDate*> Newest(const FactsIndex& index,
                                      std::vector<const StatedDate*> dates) {
  std::erase_if(dates, [](const StatedDate* stated) { return stated->date().empty(); });
  std::vector<const StatedDate*> newest;
  for (const StatedDate* stated : dates) {
    const bool outdated = std::ranges::any_of(
        dates, [&](const StatedDate* other) { return IsOutdated(index, *stated, *other); });
    if (!outdated) newest.push_back(stated);
  }
  return newest;
}

template <typename Work>
void AddStatedDates(const FactsIndex& index, const Work& work, Findings* findings) {
  for (const auto& [what, all] : ByThing(work)) {
    const std::vector<const StatedDate*> dates = Newest(index, all);
    const Spread spread = SpreadOf(dates);
    if (!spread.differs) continue;
    std::string said;
    for (const StatedDate* stated : dates) {
      said += Concat(said.empty() ? "" : ", ", SpokenDate(stated->date()), InSection(*stated));
    }
    FindingDraft draft =
        AboutDate("stated-dates-differ", ledger::v1::SEVERITY_WARNING, work, what,
                  Concat(work.title(), ": the ", what, " is stated as ", said, Apart(dates), "."));
    draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
    draft->set_possible(!spread.certain);
    for (const StatedDate* stated : dates) AddDateFact(work, *stated, stated->date(), &draft);
    findings->push_back(draft.Take());
  }
}

template <typename Work>
void AddWeekdays(const Work& work, Findings* findings) {
  for (const StatedDate& stated : work.stated_dates()) {
    const auto day = ParseDay(stated.date());
    if (!day.ok() || !IsWeekday(stated.weekday())) continue;
    if (IsNameOf(stated.weekday(), absl::GetWeekday(*day))) continue;
    const std::string real = NameOf(absl::GetWeekday(*day));
    FindingDraft draft =
        AboutDate("weekday-differs", ledger::v1::SEVERITY_WARNING, work, PlaceOf(stated),
                  Concat(work.title(), ": ", SpokenDate(stated.date()), " is printed as a ",
                         stated.weekday(), " for the ", stated.what(), "; it was a ", real, "."));
    AddDateFact(work, stated, Concat(stated.weekday(), " ", stated.date()), &draft);
    findings->push_back(draft.Take());
  }
}

template <typename Work>
void AddPassedDates(const FactsIndex& index, const Work& work, Findings* findings) {
  for (const StatedDate& stated : work.stated_dates()) {
    if (StateOf(stated) != StatedDate::STATE_TO_COME) continue;
    const Writing writing = WritingOf(index, work, stated);
    if (!IsBefore(stated.date(), writing.dated)) continue;
    FindingDraft draft = AboutDate(
        "date-already-past", ledger::v1::SEVERITY_INFORMATION, work, PlaceOf(stated),
        Concat(work.title(), ": the ", writing.name, " ", SpokenDate(writing.dated),
               " speaks of the ", stated.what(), " ", SpokenWhen(stated.date()),
               " as still to come, ", HowLong(stated.date(), writing.dated, "after it"), "."));
    if (writing.report != nullptr) {
      draft.Involve(*writing.report);
      draft.Stated(*writing.report, "date of the report", writing.dated);
    } else {
      draft.Stated(*writing.document, "date of the paper", writing.dated);
    }
    AddDateFact(work, stated, stated.date(), &draft);
    findings->push_back(draft.Take());
  }
}

void AddSlip(const v1::Project& project, Findings* findings) {
  if (!IsBefore(project.baseline_end(), project.current_end())) return;
  FindingDraft draft("end-date-slipped", ledger::v1::SEVERITY_INFORMATION,
                     Concat(project.title(), " was to end ", SpokenWhen(project.baseline_end()),
                            " and is now to end ", SpokenWhen(project.current_end()), ", ",
                            HowLong(project.baseline_end(), project.current_end(), "later"), "."));
  draft.Involve(project);
  draft.Stated(project, "end as first planned", project.baseline_end());
  draft.Stated(project, "end as planned now", project.current_end());
  findings->push_back(draft.Take());
}

template <typename Work>
void AddForWork(const FactsIndex& index, const Work& work, Findings* findings) {
  AddStatedDates(index, work, findings);
  AddWeekdays(work, findings);
  AddPassedDates(index, work, findings);
}

}  // namespace

void AddDateFindings(const FactsIndex& index, Findings* findings) {
  for (const v1::Project& project : index.facts().projects) {
    AddForWork(index, project, findings);
    AddSlip(project, findings);
  }
  for (const v1::LiveService& service : index.facts().live_services) {
    AddForWork(index, service, findings);
  }
}

}  // namespace concordat::programme
