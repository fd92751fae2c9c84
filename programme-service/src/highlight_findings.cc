#include <absl/time/civil_time.h>

#include <string>
#include <string_view>

#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/weekdays.h"

namespace concordat::programme {
namespace {

using v1::HighlightReport;

template <typename Work>
void AddMissing(const FactsIndex& index, const Work& work, Findings* findings) {
  const type::v1::Rag status = work.reported_status();
  const bool troubled = status == type::v1::RAG_RED || status == type::v1::RAG_AMBER;
  if (!troubled || !index.facts().keeps_highlights) return;
  FindingDraft draft("highlight-report-missing", ledger::v1::SEVERITY_WARNING,
                     Concat(work.title(), " is ", Light(status),
                            " and has no highlight report, as other amber and red work has."));
  draft.Involve(work).Stated(work, "reported status", std::string(Light(status)));
  findings->push_back(draft.Take());
}

template <typename Work>
void AddOtherLight(const Work& work, const HighlightReport& report, Findings* findings) {
  const type::v1::Rag status = work.reported_status();
  const bool both_say =
      status != type::v1::RAG_UNSPECIFIED && report.reported_status() != type::v1::RAG_UNSPECIFIED;
  if (!both_say || report.reported_status() == status) return;
  FindingDraft draft("highlight-status-differs", ledger::v1::SEVERITY_WARNING,
                     Concat(work.title(), " is reported ", Light(status), " to the board, and ",
                            Light(report.reported_status()), " in its highlight report."));
  draft.Involve(work).Involve(report);
  draft.Stated(work, "reported status", std::string(Light(status)));
  draft.Stated(report, "status in the highlight report",
               std::string(Light(report.reported_status())));
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

std::string_view Spoken(HighlightReport::Period period) {
  switch (period) {
    case HighlightReport::PERIOD_WEEK:
      return "week";
    case HighlightReport::PERIOD_MONTH:
      return "month";
    default:
      return "quarter";
  }
}

bool EndsMonth(absl::CivilDay day) { return (day + 1).day() == 1; }

// False for a period that is not stated: nothing is known of it.
bool EndsNone(HighlightReport::Period period, absl::CivilDay day) {
  switch (period) {
    case HighlightReport::PERIOD_WEEK: {
      const absl::Weekday weekday = absl::GetWeekday(day);
      return weekday != absl::Weekday::friday && weekday != absl::Weekday::saturday &&
             weekday != absl::Weekday::sunday;
    }
    case HighlightReport::PERIOD_MONTH:
      return !EndsMonth(day);
    case HighlightReport::PERIOD_QUARTER:
      return !EndsMonth(day) || day.month() % 3 != 0;
    default:
      return false;
  }
}

template <typename Work>
void AddEndOfNoPeriod(const FactsIndex& index, const Work& work, Findings* findings) {
  const HighlightReport* report = index.NewestOf(work);
  if (report == nullptr) return;
  const auto end = ParseDay(report->period_end());
  if (!end.ok() || !EndsNone(report->period(), *end)) return;
  const std::string_view period = Spoken(report->period());
  FindingDraft draft("period-end-not-of-period", ledger::v1::SEVERITY_INFORMATION,
                     Concat(work.title(), ": its newest highlight report is of a ", period, " to ",
                            NameOf(absl::GetWeekday(*end)), " ", SpokenDate(report->period_end()),
                            ", a day that ends no ", period, "."));
  draft.Involve(work).Involve(*report);
  draft.Stated(*report, "period", std::string(period));
  draft.Stated(*report, "end of the period", report->period_end());
  findings->push_back(draft.Take());
}

template <typename Work>
void AddForWork(const FactsIndex& index, const Work& work, Findings* findings) {
  const HighlightReport* report = index.HighlightOf(work);
  if (report == nullptr) {
    AddMissing(index, work, findings);
  } else {
    AddOtherLight(work, *report, findings);
  }
  AddEndOfNoPeriod(index, work, findings);
}

void AddIncomplete(const HighlightReport& report, Findings* findings) {
  if (!report.submitted() || !report.planned_next().empty()) return;
  FindingDraft draft(
      "highlight-report-incomplete", ledger::v1::SEVERITY_INFORMATION,
      Concat("The highlight report \"", report.title(), "\" to ", SpokenDate(report.period_end()),
             " names no activities for the next period."));
  draft.Involve(report).Stated(report, "planned activities for the next period", "none");
  findings->push_back(draft.Take());
}

}  // namespace

void AddHighlightFindings(const FactsIndex& index, Findings* findings) {
  const Facts& facts = index.facts();
  for (const v1::Project& project : facts.projects) AddForWork(index, project, findings);
  for (const v1::LiveService& service : facts.live_services) AddForWork(index, service, findings);
  for (const HighlightReport& report : facts.highlights) {
    if (!facts.superseded_highlights.contains(report.name())) AddIncomplete(report, findings);
  }
}

}  // namespace concordat::programme
