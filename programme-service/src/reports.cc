#include "programme-service/src/reports.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/ledger/read_at.h"
#include "common/ledger/references.h"
#include "common/resource/validate.h"
#include "concordat/programme/v1/membership.pb.h"
#include "concordat/programme/v1/report.pb.h"
#include "programme-service/src/facts.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/work_report.h"

namespace concordat::programme {
namespace {

using Request = v1::GetProgrammeReportRequest;
using Positions = benefits::v1::BenefitsPosition;

constexpr absl::Duration kPeerLimit = absl::Seconds(5);

// Meetings up to the day, of the board asked for, the newest first.
absl::Status FillMeetings(Connection& connection, const Ledger& ledger, const Request& request,
                          const ReadAt& at, v1::ProgrammeReport* report) {
  auto meetings = ReadAll<v1::Meeting>(connection, ledger.registry().TypeOf<v1::Meeting>(),
                                       request.parent(), at);
  if (!meetings.ok()) return meetings.status();
  std::erase_if(*meetings, [&](const v1::Meeting& meeting) {
    const auto held = ParsePartialDate(meeting.held());
    const bool later = held.ok() && held->first > at.day;
    return later || (!request.board().empty() && meeting.board() != request.board());
  });
  std::ranges::stable_sort(*meetings, std::greater<>(), &v1::Meeting::held);
  report->mutable_meetings()->Assign(meetings->begin(), meetings->end());
  return absl::OkStatus();
}

template <typename Record, typename List>
absl::Status FillAll(Connection& connection, const Ledger& ledger, const std::string& parent,
                     const ReadAt& at, List* list) {
  auto records = ReadAll<Record>(connection, ledger.registry().TypeOf<Record>(), parent, at);
  if (!records.ok()) return records.status();
  list->Assign(records->begin(), records->end());
  return absl::OkStatus();
}

// Those of the councils that are there on the day.
absl::Status FillCouncils(Connection& connection, const Ledger& ledger, const ReadAt& at,
                          const std::set<std::string>& names, v1::ProgrammeReport* report) {
  for (const std::string& name : names) {
    auto council = ReadOne(connection, ledger.registry().TypeOf<v1::Council>(), name, at);
    if (absl::IsNotFound(council.status())) continue;
    if (!council.ok()) return council.status();
    *report->add_councils() = static_cast<const v1::Council&>(**council);
  }
  return absl::OkStatus();
}

// The councils that are members, or host work.
absl::StatusOr<std::set<std::string>> CouncilNames(Connection& connection, const Ledger& ledger,
                                                   const std::string& parent, const ReadAt& at,
                                                   const Facts& facts) {
  auto members =
      ReadAll<v1::Membership>(connection, ledger.registry().TypeOf<v1::Membership>(), parent, at);
  if (!members.ok()) return members.status();
  std::set<std::string> names;
  for (const v1::Membership& member : *members) names.insert(member.council());
  for (const v1::Project& project : facts.projects) names.insert(project.host_council());
  for (const v1::LiveService& service : facts.live_services) names.insert(service.host_council());
  names.erase("");
  return names;
}

absl::Status ReadHead(Connection& connection, const Ledger& ledger, const Request& request,
                      const ReadAt& at, v1::ProgrammeReport* report) {
  auto partnership =
      ReadOne(connection, ledger.registry().TypeOf<v1::Partnership>(), request.parent(), at);
  // A partnership that began later is there, but says nothing on the day.
  if (partnership.ok()) {
    *report->mutable_partnership() = static_cast<const v1::Partnership&>(**partnership);
  } else if (!absl::IsNotFound(partnership.status())) {
    return partnership.status();
  }
  if (request.board().empty()) return absl::OkStatus();
  auto board = ReadOne(connection, ledger.registry().TypeOf<v1::Board>(), request.board(), at);
  if (!board.ok()) return board.status();
  *report->mutable_board() = static_cast<const v1::Board&>(**board);
  return absl::OkStatus();
}

absl::Status FillReport(Connection& connection, const Ledger& ledger, const Caller& caller,
                        const Request& request, const Positions& positions,
                        v1::ProgrammeReport* report) {
  report->Clear();
  absl::Status status = CheckPartnership(ledger, caller, connection, request.parent());
  if (!status.ok()) return status;
  auto at = ResolveReadAt(caller, request);
  if (!at.ok()) return at.status();
  status = ReadHead(connection, ledger, request, *at, report);
  if (!status.ok()) return status;
  auto facts = ReadFacts(connection, ledger, request.parent(), *at);
  if (!facts.ok()) return facts.status();
  AddWork(*facts, positions, report);
  status = FillMeetings(connection, ledger, request, *at, report);
  if (status.ok()) {
    status = FillAll<v1::SourceDocument>(connection, ledger, request.parent(), *at,
                                         report->mutable_documents());
  }
  if (!status.ok()) return status;
  auto names = CouncilNames(connection, ledger, request.parent(), *at, *facts);
  if (!names.ok()) return names.status();
  return FillCouncils(connection, ledger, *at, *names, report);
}

absl::StatusOr<v1::ProgrammeReport> GetProgrammeReport(const Ledger& ledger, const Peers& peers,
                                                       const Caller& caller,
                                                       const Request& request) {
  absl::Status status = Validate(request);
  if (!status.ok()) return status;
  if (!request.board().empty() && ResourceType::ParentOf(request.board()) != request.parent()) {
    return InvalidField("board", "is no name of a board of the partnership");
  }
  auto positions =
      AskBenefitsPosition(peers, caller, request.parent(), request.as_at(),
                          request.has_as_known_at() ? &request.as_known_at() : nullptr);
  if (!positions.ok()) return positions.status();
  v1::ProgrammeReport report;
  status = ledger.database().Snapshot(caller.limits(), [&](Connection& connection) {
    return FillReport(connection, ledger, caller, request, *positions, &report);
  });
  if (!status.ok()) return status;
  return report;
}

}  // namespace

absl::Status CheckPartnership(const Ledger& ledger, const Caller& caller, Connection& connection,
                              const std::string& parent) {
  if (!ledger.registry().TypeOf<v1::Partnership>().Matches(parent)) {
    return InvalidField("parent", "is no name of a partnership");
  }
  return CheckReadable(ledger, caller, connection, parent);
}

absl::StatusOr<Positions> AskBenefitsPosition(const Peers& peers, const Caller& caller,
                                              const std::string& parent, const std::string& as_at,
                                              const google::protobuf::Timestamp* as_known_at) {
  PeerChannel* benefits = peers.Named("benefits");
  if (benefits == nullptr) {
    return absl::UnavailableError("the address of benefits-service is not configured");
  }
  benefits::v1::GetBenefitsPositionRequest request;
  request.set_parent(parent);
  request.set_as_at(as_at);
  if (as_known_at != nullptr) *request.mutable_as_known_at() = *as_known_at;
  Positions positions;
  const absl::Status status =
      benefits->Call(caller, "concordat.benefits.v1.BenefitsReports.GetBenefitsPosition", request,
                     &positions, kPeerLimit);
  if (!status.ok()) return status;
  return positions;
}

void BindReports(const Ledger& ledger, const Peers& peers, MethodTable* methods) {
  methods->Bind<Request, v1::ProgrammeReport>(
      "concordat.programme.v1.ProgrammeReports.GetProgrammeReport",
      [&ledger, &peers](const Caller& caller, const Request& request) {
        return GetProgrammeReport(ledger, peers, caller, request);
      });
}

FindingsFunction ProgrammeFindings(const Ledger& ledger) {
  return [&ledger](Connection& connection, const std::string& parent, const Scope& scope,
                   const ReadAt& at) -> absl::StatusOr<std::vector<ledger::v1::Finding>> {
    auto facts = ReadFacts(connection, ledger, parent, at);
    if (!facts.ok()) return facts.status();
    Findings findings = FindInProgrammes(*facts);
    KeepInScope(scope, WorkByRecord(*facts), &findings);
    return findings;
  };
}

}  // namespace concordat::programme
