#include <string>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "programme-service/src/findings.h"

namespace concordat::programme {
namespace {

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
void AddOtherLight(const Work& work, const v1::HighlightReport& report, Findings* findings) {
  const type::v1::Rag status = work.reported_status();
  if (report.reported_status() == type::v1::RAG_UNSPECIFIED || report.reported_status() == status) {
    return;
  }
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

template <typename Work>
void AddForWork(const FactsIndex& index, const Work& work, Findings* findings) {
  const v1::HighlightReport* report = index.HighlightOf(work);
  if (report == nullptr) {
    AddMissing(index, work, findings);
  } else {
    AddOtherLight(work, *report, findings);
  }
}

void AddIncomplete(const v1::HighlightReport& report, Findings* findings) {
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
  for (const v1::HighlightReport& report : facts.highlights) AddIncomplete(report, findings);
}

}  // namespace concordat::programme
