#include "programme-service/src/finding_repeats.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/date.h"
#include "common/findings/finding_id.h"
#include "programme-service/src/date_drafts.h"
#include "programme-service/src/facts_index.h"
#include "programme-service/src/finding_causes.h"
#include "programme-service/src/stated_date_rules.h"
#include "programme-service/src/status_judgement.h"
#include "programme-service/src/weekdays.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;
using v1::StatedDate;

std::string_view ProjectOf(const v1::Project&) { return ""; }
std::string_view ProjectOf(const v1::LiveService& service) { return service.project(); }

class Linker {
 public:
  Linker(const Facts& facts, Findings* findings) : index_(facts) {
    for (Finding& finding : *findings) {
      by_id_[finding.finding_id()] = &finding;
      by_rule_[finding.rule()].push_back(&finding);
    }
    AddByRecord("status-differs-from-issues", &status_findings_);
    AddByRecord("status-without-issue", &status_findings_);
  }

  void Link() {
    LinkByRecord("promise-not-realised", {"green-but-benefits-unrealised", "dependency-broken"});
    LinkByRecord("actual-though-too-early", {"savings-before-go-live"});
    LinkByRecord("cited-risk-without-score", {"risk-not-scored"});
    LinkCommentaries();
    LinkSameRecords("stage-starts-before-earlier-ends", "stage-start-not-moved");
    for (const v1::Project& project : index_.facts().projects) {
      LinkOf(project);
      LinkSlip(project);
    }
    for (const v1::LiveService& service : index_.facts().live_services) LinkOf(service);
  }

 private:
  using IdByRecord = std::map<std::string, std::string>;

  bool Has(const std::string& id) const { return by_id_.contains(id); }

  void Link(const std::string& from, const std::string& to) const {
    const auto found = by_id_.find(from);
    if (found != by_id_.end() && found->second->repeats().empty() && Has(to)) {
      found->second->set_repeats(to);
    }
  }

  void AddByRecord(const std::string& rule, IdByRecord* ids) const {
    const auto found = by_rule_.find(rule);
    if (found == by_rule_.end()) return;
    for (const Finding* finding : found->second) {
      for (const std::string& record : finding->records()) {
        ids->emplace(record, finding->finding_id());
      }
    }
  }

  // What a finding of one of the rules says of a record, that of the rule says again.
  void LinkByRecord(const std::string& rule, const std::vector<std::string>& repeated) const {
    const auto found = by_rule_.find(rule);
    if (found == by_rule_.end()) return;
    IdByRecord ids;
    for (const std::string& one : repeated) AddByRecord(one, &ids);
    for (const Finding* finding : found->second) {
      for (const std::string& record : finding->records()) {
        const auto id = ids.find(record);
        if (id != ids.end()) Link(finding->finding_id(), id->second);
      }
    }
  }

  // What a finding of one rule says of some records, that of the rule gives the cause of.
  void LinkSameRecords(const std::string& rule, const std::string& repeated) const {
    const auto found = by_rule_.find(rule);
    if (found == by_rule_.end()) return;
    for (const Finding* finding : found->second) {
      Link(finding->finding_id(),
           FindingId(repeated, {finding->records().begin(), finding->records().end()}));
    }
  }

  // Measures without figures that have one commentary: it says for both why, and stands in
  // what is found of each.
  void LinkCommentaries() const {
    const auto found = by_rule_.find("commentary-repeated");
    if (found == by_rule_.end()) return;
    for (const Finding* finding : found->second) {
      std::vector<std::string> lacking;
      for (const std::string& measure : finding->records()) {
        lacking.push_back(FindingId("measure-without-figures", {measure}));
      }
      const bool all = std::ranges::all_of(lacking, [this](const auto& id) { return Has(id); });
      if (all && !lacking.empty()) Link(finding->finding_id(), lacking.front());
    }
  }

  template <typename Work>
  void LinkOf(const Work& work) const {
    LinkLight(work);
    LinkDates(work);
    LinkSayings(work);
    for (const v1::Participation* part : index_.ParticipationsIn(work.name())) {
      Link(FindingId("council-withdrawn", {work.name(), part->name()}),
           FindingId("dependency-broken", {work.name(), part->name()}));
    }
  }

  // Another light in the report: the work's own is wrong by its issues where that of the
  // report is right by them. A live service may share what is found of the project that
  // changes it, as it shares the report.
  template <typename Work>
  void LinkLight(const Work& work) const {
    const std::string project(ProjectOf(work));
    const v1::HighlightReport* report = index_.HighlightOf(work);
    if (report == nullptr) {
      if (project.empty()) return;
      return Link(FindingId("highlight-report-missing", {work.name()}),
                  FindingId("highlight-report-missing", {project}));
    }
    const std::string id = FindingId("highlight-status-differs", {work.name(), report->name()});
    if (!Has(id)) return;
    const auto status = status_findings_.find(work.name());
    if (status != status_findings_.end() &&
        AgreesWithIssues(report->reported_status(), index_.OpenIssues(work.name()))) {
      Link(id, status->second);
    }
    if (!project.empty()) {
      Link(id, FindingId("highlight-status-differs", {project, report->name()}));
    }
  }

  // What is done is past; and the day of the week that is printed is that of another day
  // which is stated for the same.
  template <typename Work>
  void LinkDates(const Work& work) const {
    for (const auto& [what, dates] : ByThing(work)) {
      const std::string both = FindingId("state-stated-both-ways", {work.name(), what});
      const std::string differ = FindingId("stated-dates-differ", {work.name(), what});
      for (const StatedDate* stated : dates) {
        Link(FindingId("date-already-past", {work.name(), PlaceOf(*stated)}), both);
        const bool fits = std::ranges::any_of(dates, [stated](const StatedDate* other) {
          const auto day = ParseDay(other->date());
          return day.ok() && IsNameOf(stated->weekday(), absl::GetWeekday(*day));
        });
        if (fits) Link(FindingId("weekday-differs", {work.name(), PlaceOf(*stated)}), differ);
      }
    }
  }

  // What one writing says twice of a thing, in several of its sections.
  template <typename Work>
  void LinkSayings(const Work& work) const {
    std::map<std::string, std::string> days, weekdays;
    for (const StatedDate& stated : work.stated_dates()) {
      const Writing writing = WritingOf(index_, work, stated);
      const std::string day = Concat(stated.what(), "\n", stated.date(), "\n", writing.name, "\n",
                                     writing.dated, "\n", stated.source().document());
      LinkToFirst(FindingId("date-already-past", {work.name(), PlaceOf(stated)}), day, &days);
      LinkToFirst(FindingId("weekday-differs", {work.name(), PlaceOf(stated)}),
                  Concat(day, "\n", stated.weekday()), &weekdays);
    }
  }

  // To the first finding of what is said, which it becomes where there is none.
  void LinkToFirst(const std::string& id, const std::string& said, IdByRecord* first) const {
    if (!Has(id)) return;
    const auto [found, added] = first->emplace(said, id);
    if (!added && found->second != id) Link(id, found->second);
  }

  // The two ends are those that papers state for one thing.
  void LinkSlip(const v1::Project& project) const {
    const std::string id = FindingId("end-date-slipped", {project.name()});
    if (!Has(id)) return;
    for (const auto& [what, dates] : ByThing(project)) {
      const auto states = [&dates](const std::string& end) {
        return std::ranges::any_of(
            dates, [&end](const StatedDate* stated) { return stated->date() == end; });
      };
      if (states(project.baseline_end()) && states(project.current_end())) {
        Link(id, FindingId("stated-dates-differ", {project.name(), what}));
      }
    }
  }

  const FactsIndex index_;
  std::map<std::string, Finding*> by_id_;
  std::map<std::string, std::vector<const Finding*>> by_rule_;
  IdByRecord status_findings_;
};

}  // namespace

void LinkRepeats(const Facts& facts, Findings* findings) {
  Linker(facts, findings).Link();
  LinkCauses(findings);
}

}  // namespace concordat::programme
