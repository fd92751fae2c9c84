#include "programme-service/src/reports.h"

#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/identity/access.h"
#include "concordat/benefits/v1/pack_part.pb.h"
#include "concordat/programme/v1/pack_part.pb.h"
#include "concordat/programme/v1/report.pb.h"
#include "concordat/risk/v1/pack_part.pb.h"
#include "programme-service/src/all_findings.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/pack_part.h"
#include "programme-service/src/work_report.h"

namespace concordat::programme {
namespace {

absl::StatusOr<v1::ProgrammeReport> GetProgrammeReport(
    const ServiceParts& parts, const Caller& caller, const v1::GetProgrammeReportRequest& request) {
  absl::Status status = CheckBoardOf(request.parent(), request.board());
  if (!status.ok()) return status;
  auto asked = BeginBenefitsPosition(ServiceCalls(parts.peers, caller, kPeerLimit), request);
  auto facts = ReadFactsOf(parts.ledger, caller, request);
  if (!facts.ok()) return facts.status();
  auto positions = asked.Get();
  if (!positions.ok()) return positions.status();
  auto board = FindBoard(facts->told(), request.board());
  if (!board.ok()) return board.status();
  return ComposeProgrammeReport(WorkReporter(*facts, *positions), *board);
}

// The parts of the two other services, asked for side by side.
struct OtherParts {
  Awaited<benefits::v1::GetPackPartResponse> benefits;
  Awaited<risk::v1::GetPackPartResponse> risk;
};

OtherParts BeginOtherParts(const ServiceCalls& calls, const v1::GetPackPartRequest& request,
                           const PackQuestion& question, const Reading<Facts>& facts) {
  const auto fill = [&](auto* asked) {
    asked->set_parent(request.parent());
    asked->set_as_at(request.as_at());
    *asked->mutable_scope() = question.scope;
    *asked->mutable_exempt() = NotTold(facts);
    asked->set_marking(question.marking);
  };
  benefits::v1::GetPackPartRequest of_benefits;
  fill(&of_benefits);
  risk::v1::GetPackPartRequest of_risk;
  fill(&of_risk);
  of_risk.set_compare_to(question.compare_to);
  return {calls.Begin<benefits::v1::GetPackPartResponse>(
              "benefits", "concordat.benefits.v1.PackParts.GetPackPart", of_benefits),
          calls.Begin<risk::v1::GetPackPartResponse>(
              "risk", "concordat.risk.v1.PackParts.GetPackPart", of_risk)};
}

// The work as it was on the day compared with; nothing where there is none.
absl::StatusOr<std::optional<EarlierWork>> ReadEarlier(const Ledger& ledger, const Caller& caller,
                                                       const v1::GetPackPartRequest& request,
                                                       const std::string& compare_to) {
  std::optional<EarlierWork> earlier;
  if (compare_to.empty()) return earlier;
  auto day = ParseDay(compare_to);
  if (!day.ok()) return day.status();
  absl::Status status =
      ReadReport(ledger, caller, request, ParentCheck::kTrusted,
                 [&](Connection& connection, const ReadAt& at) -> absl::Status {
                   auto work = ReadEarlierWork(connection, ledger, request.parent(), at, *day);
                   if (!work.ok()) return work.status();
                   earlier = *std::move(work);
                   return absl::OkStatus();
                 });
  if (!status.ok()) return status;
  return earlier;
}

absl::StatusOr<PackQuestion> QuestionOf(const Caller& caller, const v1::GetPackPartRequest& request,
                                        const Facts& facts) {
  auto board = FindBoard(facts, request.board());
  if (!board.ok()) return board.status();
  PackQuestion question;
  question.board = *board;
  question.marking = SeesExempt(caller) ? request.marking() : type::v1::MARKING_PUBLIC;
  question.scope = ScopeOf(facts, *board);
  question.compare_to =
      request.compare_to().empty() ? MeetingBefore(facts, request.board()) : request.compare_to();
  if (question.compare_to > request.as_at()) {
    return InvalidField("compare_to", "is after the day of the pack");
  }
  return question;
}

absl::StatusOr<v1::PackPart> GetPackPart(const ServiceParts& parts, const Caller& caller,
                                         const v1::GetPackPartRequest& request) {
  absl::Status status = CheckBoardOf(request.parent(), request.board());
  if (!status.ok()) return status;
  auto facts = ReadFactsOf(parts.ledger, caller, request);
  if (!facts.ok()) return facts.status();
  auto question = QuestionOf(caller, request, facts->told());
  if (!question.ok()) return question.status();
  OtherParts others =
      BeginOtherParts(ServiceCalls(parts.peers, caller, kPeerLimit), request, *question, *facts);
  auto earlier = ReadEarlier(parts.ledger, caller, request, question->compare_to);
  if (!earlier.ok()) return earlier.status();
  if (earlier->has_value()) question->earlier = &**earlier;
  auto benefits = others.benefits.Get();
  if (!benefits.ok()) return benefits.status();
  auto risk = others.risk.Get();
  if (!risk.ok()) return risk.status();
  return ComposePackPart(*question, *facts, *std::move(benefits), *std::move(risk));
}

}  // namespace

absl::Status CheckBoardOf(const std::string& parent, const std::string& board) {
  if (board.empty() || ResourceType::ParentOf(board) == parent) return absl::OkStatus();
  return InvalidField("board", "is no name of a board of the partnership");
}

void BindReports(const ServiceParts& parts, MethodTable* methods) {
  methods->Bind<v1::GetProgrammeReportRequest, v1::ProgrammeReport>(
      "concordat.programme.v1.ProgrammeReports.GetProgrammeReport",
      [parts](const Caller& caller, const v1::GetProgrammeReportRequest& request) {
        return GetProgrammeReport(parts, caller, request);
      });
  methods->Bind<v1::GetPackPartRequest, v1::PackPart>(
      "concordat.programme.v1.PackParts.GetPackPart",
      [parts](const Caller& caller, const v1::GetPackPartRequest& request) {
        return GetPackPart(parts, caller, request);
      });
}

FindingsFunction ProgrammeFindings() {
  return MakeFindings(&ReadFacts, &FindInProgrammes, &WorkByRecord);
}

}  // namespace concordat::programme
