#include "programme-service/src/report_work.h"

#include <algorithm>
#include <string>
#include <vector>

#include "programme-service/src/status_rules.h"

namespace concordat::programme {
namespace {

using Positions = benefits::v1::BenefitsPosition;

bool InScope(const v1::Board& board, const std::string& programme) {
  return board.programmes().empty() || std::ranges::count(board.programmes(), programme) > 0;
}

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
  for (const v1::Project& project : facts.projects) {
    if (!InScope(report->board(), project.programme())) continue;
    v1::ProjectStatus* status = report->add_projects();
    *status->mutable_project() = project;
    FillStatus(facts, positions, project, status);
  }
  for (const v1::LiveService& service : facts.live_services) {
    if (!InScope(report->board(), service.programme())) continue;
    v1::LiveServiceStatus* status = report->add_live_services();
    *status->mutable_live_service() = service;
    FillStatus(facts, positions, service, status);
  }
}

}  // namespace concordat::programme
