#include "programme-service/src/work_report.h"

#include <string>
#include <vector>

#include "common/findings/finding_scope.h"
#include "programme-service/src/status_judgement.h"

namespace concordat::programme {
namespace {

using Positions = benefits::v1::BenefitsPosition;

template <typename Work, typename Status>
void FillStatus(const Facts& facts, const Positions& positions, const Work& work, Status* status) {
  const std::vector<v1::Issue> open = OpenIssues(facts, work.name());
  *status->mutable_challenge() =
      ChallengeStatus(work.reported_status(), open, PositionOf(positions, work.name()));
  status->mutable_issues()->Assign(open.begin(), open.end());
  const v1::HighlightReport* highlight = HighlightOf(facts, work);
  if (highlight != nullptr) *status->mutable_highlight() = *highlight;
}

}  // namespace

void AddWork(const Facts& facts, const Positions& positions, v1::ProgrammeReport* report) {
  *report->mutable_scope() = ScopeOf(facts, report->board());
  const Scope scope(report->scope());
  for (const v1::Project& project : facts.projects) {
    if (!scope.Holds(project.name())) continue;
    v1::ProjectStatus* status = report->add_projects();
    *status->mutable_project() = project;
    FillStatus(facts, positions, project, status);
  }
  for (const v1::LiveService& service : facts.live_services) {
    if (!scope.Holds(service.name())) continue;
    v1::LiveServiceStatus* status = report->add_live_services();
    *status->mutable_live_service() = service;
    FillStatus(facts, positions, service, status);
  }
}

}  // namespace concordat::programme
