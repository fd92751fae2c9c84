#include "programme-service/src/work_report.h"

#include <algorithm>
#include <functional>
#include <set>

#include "common/base/date.h"
#include "common/base/digest.h"
#include "common/findings/finding_scope.h"
#include "programme-service/src/status_judgement.h"

namespace concordat::programme {
namespace {

// The councils that are members, or host work.
std::set<std::string> CouncilNames(const Facts& facts) {
  std::set<std::string> names;
  for (const v1::Membership& member : facts.memberships) names.insert(member.council());
  for (const v1::Project& project : facts.projects) names.insert(project.host_council());
  for (const v1::LiveService& service : facts.live_services) names.insert(service.host_council());
  return names;
}

}  // namespace

WorkReporter::WorkReporter(const Reading<Facts>& reading,
                           const benefits::v1::BenefitsPosition& positions)
    : told_(reading.told()),
      all_(reading.all()),
      narrowed_(reading.is_narrowed()),
      positions_(positions) {}

v1::StatusChallenge WorkReporter::ChallengeOf(const std::string& work,
                                              type::v1::Rag reported) const {
  const benefits::v1::WorkPosition* position = positions_.Of(work);
  v1::StatusChallenge told = ChallengeStatus(reported, told_.OpenIssues(work), position);
  if (!narrowed_) return told;
  const v1::StatusChallenge all = ChallengeStatus(reported, all_.OpenIssues(work), position);
  const bool same = SerializeDeterministically(told) == SerializeDeterministically(all);
  return same ? told : v1::StatusChallenge();
}

template <typename Work, typename Status>
void WorkReporter::Fill(const Work& work, Status* status) const {
  const std::vector<v1::Issue> open = told_.OpenIssues(work.name());
  *status->mutable_challenge() = ChallengeOf(work.name(), work.reported_status());
  status->mutable_issues()->Assign(open.begin(), open.end());
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

v1::ProgrammeReport ComposeProgrammeReport(const WorkReporter& reporter, const v1::Board* board) {
  const Facts& facts = reporter.facts();
  v1::ProgrammeReport report;
  if (facts.partnership.has_value()) *report.mutable_partnership() = *facts.partnership;
  if (board != nullptr) *report.mutable_board() = *board;
  *report.mutable_scope() = ScopeOf(facts, board);
  const Scope scope(report.scope());
  for (const v1::Project& project : facts.projects) {
    if (scope.Holds(project.name())) *report.add_projects() = reporter.Report(project);
  }
  for (const v1::LiveService& service : facts.live_services) {
    if (scope.Holds(service.name())) *report.add_live_services() = reporter.Report(service);
  }
  for (const v1::Meeting* meeting : MeetingsOf(facts, report.board().name())) {
    *report.add_meetings() = *meeting;
  }
  report.mutable_documents()->Assign(facts.documents.begin(), facts.documents.end());
  for (const std::string& name : CouncilNames(facts)) {
    const auto council = facts.councils.find(name);
    if (council != facts.councils.end()) *report.add_councils() = council->second;
  }
  return report;
}

std::vector<const v1::Meeting*> MeetingsOf(const Facts& facts, std::string_view board) {
  std::vector<const v1::Meeting*> meetings;
  for (const v1::Meeting& meeting : facts.meetings) {
    const auto held = ParsePartialDate(meeting.held());
    const bool later = held.ok() && held->first > facts.day;
    if (!later && (board.empty() || meeting.board() == board)) meetings.push_back(&meeting);
  }
  std::ranges::stable_sort(meetings, std::greater<>(), &v1::Meeting::held);
  return meetings;
}

}  // namespace concordat::programme
