#include <map>
#include <string>
#include <string_view>

#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "programme-service/src/findings.h"

namespace concordat::programme {
namespace {

using v1::Project;

bool IsUnderWay(const Project& project) {
  return project.lifecycle() == Project::LIFECYCLE_BUSINESS_CASE ||
         project.lifecycle() == Project::LIFECYCLE_IMPLEMENTATION;
}

void AddWithoutOwner(const Facts& facts, const Project& project, Findings* findings) {
  if (!facts.names_leads || !IsUnderWay(project) || !project.lead_role().empty()) return;
  FindingDraft draft("work-without-owner", ledger::v1::SEVERITY_INFORMATION,
                     Concat(project.title(),
                            " is under way, and no role is named that leads it,"
                            " as for other projects."));
  draft.Involve(project).Stated(project, "lead role", "none");
  findings->push_back(draft.Take());
}

// Where a report dates some of its milestones, the others lack theirs.
template <typename Work>
void AddUndatedMilestones(const FactsIndex& index, const Work& work, Findings* findings) {
  const v1::HighlightReport* report = index.NewestOf(work);
  if (report == nullptr) return;
  FindingDraft draft("milestone-without-date", ledger::v1::SEVERITY_INFORMATION, "");
  int undated = 0;
  for (const v1::ReportedMilestone& milestone : report->milestones()) {
    if (!milestone.due().empty()) continue;
    ++undated;
    draft.Stated(*report, "milestone", milestone.milestone());
  }
  if (undated == 0 || undated == report->milestones_size()) return;
  draft.Involve(work).Involve(*report);
  draft->set_summary(Concat(work.title(), ": its newest highlight report has ",
                            report->milestones_size(), " milestones, and ", undated,
                            undated == 1 ? " of them has no date." : " of them have no date."));
  findings->push_back(draft.Take());
}

void AddBrokenDependency(const std::map<std::string_view, const Project*>& projects,
                         const v1::LiveService& service, Findings* findings) {
  const auto found = projects.find(service.project());
  if (found == projects.end()) return;
  const Project& project = *found->second;
  if (project.lifecycle() != Project::LIFECYCLE_WITHDRAWN) return;
  FindingDraft draft("dependency-broken", ledger::v1::SEVERITY_WARNING,
                     Concat(service.title(), " is to be changed by \"", project.title(),
                            "\", which has been given up."));
  draft.Involve(service).Involve(project);
  draft.Stated(service, "project that changes it", project.title());
  draft.Stated(project, "lifecycle", "given up");
  findings->push_back(draft.Take());
}

bool IsOver(const Project& project) {
  return project.lifecycle() == Project::LIFECYCLE_CLOSED ||
         project.lifecycle() == Project::LIFECYCLE_WITHDRAWN;
}

bool IsOver(const v1::LiveService&) { return false; }

template <typename Work>
bool IsHostedBy(const Work& work, const v1::Participation& part) {
  return part.council() == work.host_council() || part.role() == v1::Participation::ROLE_HOST;
}

// Work that goes on with a council that has left.
template <typename Work>
void AddLeftByHost(const FactsIndex& index, const Work& work, Findings* findings) {
  if (IsOver(work)) return;
  for (const v1::Participation* part : index.ParticipationsIn(work.name())) {
    if (part->engagement() != v1::Participation::ENGAGEMENT_WITHDRAWN) continue;
    if (!IsHostedBy(work, *part)) continue;
    const std::string council = index.facts().TitleOf(part->council());
    FindingDraft draft(
        "dependency-broken", ledger::v1::SEVERITY_WARNING,
        Concat(work.title(), " is hosted by ", council, ", which has withdrawn from it."));
    draft.Involve(work).Involve(*part);
    draft.Stated(work, "host", council);
    draft.Stated(*part, "engagement", "withdrawn");
    findings->push_back(draft.Take());
  }
}

}  // namespace

void AddPlanFindings(const FactsIndex& index, Findings* findings) {
  const Facts& facts = index.facts();
  std::map<std::string_view, const Project*> projects;
  for (const Project& project : facts.projects) {
    projects[project.name()] = &project;
    AddWithoutOwner(facts, project, findings);
    AddUndatedMilestones(index, project, findings);
    AddLeftByHost(index, project, findings);
  }
  for (const v1::LiveService& service : facts.live_services) {
    AddUndatedMilestones(index, service, findings);
    AddBrokenDependency(projects, service, findings);
    AddLeftByHost(index, service, findings);
  }
}

}  // namespace concordat::programme
