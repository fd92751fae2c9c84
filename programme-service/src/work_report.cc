#include "programme-service/src/work_report.h"

#include <algorithm>

#include "programme-service/src/status_judgement.h"

namespace concordat::programme {

WorkReporter::WorkReporter(const Reading<Facts>& reading,
                           const benefits::v1::BenefitsPosition& positions)
    : told_(reading.told()), all_(reading.all()), positions_(positions) {}

template <typename Work, typename Status>
void WorkReporter::Fill(const Work& work, Status* status) const {
  const std::vector<v1::Issue> open = told_.OpenIssues(work.name());
  *status->mutable_challenge() = ChallengeToTell(
      work.reported_status(), open, all_.OpenIssues(work.name()), positions_.Of(work.name()));
  const auto shown = std::min<std::ptrdiff_t>(std::ssize(open), kMaxIssues);
  status->mutable_issues()->Assign(open.begin(), open.begin() + shown);
  status->set_issues_left_out(static_cast<int>(std::ssize(open) - shown));
  const v1::HighlightReport* highlight = told_.HighlightOf(work);
  if (highlight != nullptr) *status->mutable_highlight() = *highlight;
}

v1::ProjectStatus WorkReporter::Report(const v1::Project& project) const {
  v1::ProjectStatus status;
  *status.mutable_project() = project;
  Fill(project, &status);
  return status;
}

v1::LiveServiceStatus WorkReporter::Report(const v1::LiveService& service) const {
  v1::LiveServiceStatus status;
  *status.mutable_live_service() = service;
  Fill(service, &status);
  return status;
}

}  // namespace concordat::programme
