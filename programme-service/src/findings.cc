#include "programme-service/src/findings.h"

#include <algorithm>
#include <map>
#include <string>

#include "common/date.h"
#include "common/finding_draft.h"
#include "common/finding_id.h"
#include "common/text.h"
#include "programme-service/src/work_rules.h"

namespace concordat::programme {
namespace {

using ledger::v1::FindingFact;
using type::v1::Rag;

std::string Light(Rag status) {
  switch (status) {
    case type::v1::RAG_RED:
      return "red";
    case type::v1::RAG_AMBER:
      return "amber";
    case type::v1::RAG_GREEN:
      return "green";
    default:
      return "no status";
  }
}

// The dates of one thing, by what they are of.
template <typename Work>
void AddStatedDates(const Work& work, Findings* findings) {
  std::map<std::string, std::vector<const v1::StatedDate*>> by_thing;
  for (const v1::StatedDate& stated : work.stated_dates()) by_thing[stated.what()].push_back(&stated);
  for (const auto& [what, dates] : by_thing) {
    bool certain = false, differs = false;
    for (const v1::StatedDate* a : dates) {
      const auto first = ParsePartialDate(a->date()), second = ParsePartialDate(dates[0]->date());
      if (!first.ok() || !second.ok() || a->date() == dates[0]->date()) continue;
      const DateOrder order = CompareDates(*first, *second);
      differs = true;
      certain |= order == DateOrder::kBefore || order == DateOrder::kAfter;
    }
    if (!differs) continue;
    std::string said;
    for (const v1::StatedDate* stated : dates) {
      said += Concat(said.empty() ? "" : ", ", stated->date(), " (", stated->source().section(), ")");
    }
    FindingDraft draft("stated-dates-differ", ledger::v1::SEVERITY_WARNING,
                       Concat(work.title(), ": the ", what, " is stated as ", said, "."));
    draft.Involve(work);
    draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
    draft->set_possible(!certain);
    for (const v1::StatedDate* stated : dates) {
      FindingFact* fact = draft.Computed(work, what, stated->date());
      *fact->mutable_source() = stated->source();
    }
    // Two things of one record may both be stated in two ways.
    draft->set_finding_id(FindingId(draft->rule(), {work.name(), what}));
    findings->push_back(draft.Take());
  }
}

template <typename Work>
void AddHighlight(const Facts& facts, const Work& work, Findings* findings) {
  const Rag status = work.reported_status();
  const v1::HighlightReport* report = NewestHighlight(facts, work.name());
  const bool troubled = status == type::v1::RAG_RED || status == type::v1::RAG_AMBER;
  if (report == nullptr && troubled && !facts.highlights.empty()) {
    FindingDraft draft("highlight-report-missing", ledger::v1::SEVERITY_WARNING,
                       Concat(work.title(), " is ", Light(status),
                              " and has no highlight report, as other amber and red work has."));
    draft.Involve(work).Stated(work, "reported status", Light(status));
    findings->push_back(draft.Take());
  }
  if (report != nullptr && report->reported_status() != type::v1::RAG_UNSPECIFIED &&
      report->reported_status() != status) {
    FindingDraft draft("highlight-status-differs", ledger::v1::SEVERITY_WARNING,
                       Concat(work.title(), " is reported ", Light(status), " to the board, and ",
                              Light(report->reported_status()), " in its highlight report."));
    draft.Involve(work).Involve(*report);
    draft.Stated(work, "reported status", Light(status));
    draft.Stated(*report, "status in the highlight report", Light(report->reported_status()));
    draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
    findings->push_back(draft.Take());
  }
}

void Finish(Findings* findings) {
  for (ledger::v1::Finding& finding : *findings) {
    if (!finding.finding_id().empty()) continue;
    finding.set_finding_id(
        FindingId(finding.rule(), {finding.records().begin(), finding.records().end()}));
  }
  std::ranges::sort(*findings, {}, [](const auto& finding) { return finding.finding_id(); });
}

}  // namespace

void AddStatedDateFindings(const Facts& facts, Findings* findings) {
  for (const v1::Project& project : facts.projects) AddStatedDates(project, findings);
  for (const v1::LiveService& service : facts.live_services) AddStatedDates(service, findings);
}

void AddHighlightFindings(const Facts& facts, Findings* findings) {
  for (const v1::Project& project : facts.projects) AddHighlight(facts, project, findings);
  for (const v1::LiveService& service : facts.live_services) AddHighlight(facts, service, findings);
}

void AddReviewFindings(const Facts& facts, Findings* findings) {
  for (const v1::LiveService& service : facts.live_services) {
    if (service.benefits_review() != v1::LiveService::REVIEW_STATE_MISSING) continue;
    FindingDraft draft("benefits-review-missing", ledger::v1::SEVERITY_WARNING,
                       Concat(service.title(), " is live, and the paper has no benefits realisation"
                                               " summary for it, nor says why."));
    draft.Involve(service).Stated(service, "benefits realisation summary", "none");
    findings->push_back(draft.Take());
  }
}

void AddSlipFindings(const Facts& facts, Findings* findings) {
  for (const v1::Project& project : facts.projects) {
    const auto planned = ParsePartialDate(project.baseline_end());
    const auto now = ParsePartialDate(project.current_end());
    if (!planned.ok() || !now.ok() || CompareDates(*planned, *now) != DateOrder::kBefore) continue;
    FindingDraft draft("end-date-slipped", ledger::v1::SEVERITY_INFORMATION,
                       Concat(project.title(), " was to end in ", project.baseline_end(),
                              " and is now to end in ", project.current_end(), "."));
    draft.Involve(project);
    draft.Stated(project, "end as first planned", project.baseline_end());
    draft.Stated(project, "end as planned now", project.current_end());
    findings->push_back(draft.Take());
  }
}

Findings FindInProgrammes(const Facts& facts) {
  Findings findings;
  AddStatedDateFindings(facts, &findings);
  AddHighlightFindings(facts, &findings);
  AddReviewFindings(facts, &findings);
  AddSlipFindings(facts, &findings);
  Finish(&findings);
  return findings;
}

}  // namespace concordat::programme
