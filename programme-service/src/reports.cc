#include "programme-service/src/reports.h"

#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/identity/access.h"
#include "concordat/benefits/v1/pack_part.pb.h"
#include "concordat/programme/v1/pack_part.pb.h"
#include "concordat/programme/v1/report.pb.h"
#include "concordat/risk/v1/pack_part.pb.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/pack_reading.h"
#include "programme-service/src/programme_report.h"
#include "programme-service/src/sections_elsewhere.h"

namespace concordat::programme {
namespace {

absl::StatusOr<v1::ProgrammeReport> GetProgrammeReport(
    const ServiceParts& parts, const Caller& caller, const v1::GetProgrammeReportRequest& request) {
  absl::Status status = CheckBoardOf(request.parent(), request.board());
  if (!status.ok()) return status;
  auto positions =
      BeginBenefitsPosition(ServiceCalls(parts.peers, caller, kPeerLimit), request).Get();
  if (!positions.ok()) return positions.status();
  absl::StatusOr<v1::ProgrammeReport> report = v1::ProgrammeReport();
  status = ReadRecords(
      parts.ledger, caller, request, ParentCheck::kReadable, [&](const Records& records) {
        report = ReadProgrammeReport(records, request.board(), *positions, kMaxReported);
        return report.status();
      });
  if (!status.ok()) return status;
  return report;
}

// The parts of the two other services, asked for side by side.
struct OtherParts {
  Awaited<benefits::v1::GetPackPartResponse> benefits;
  Awaited<risk::v1::GetPackPartResponse> risk;
};

OtherParts BeginOtherParts(const ServiceCalls& calls, const v1::GetPackPartRequest& request,
                           const PackQuestion& question) {
  const auto fill = [&](auto* asked) {
    asked->set_parent(request.parent());
    asked->set_as_at(request.as_at());
    *asked->mutable_scope() = question.outline.scope;
    *asked->mutable_exempt() = question.outline.not_told;
    asked->set_marking(question.marking);
  };
  benefits::v1::GetPackPartRequest of_benefits;
  fill(&of_benefits);
  for (const PackList list : {kRedList, kAmberList, kChangedList}) {
    const std::vector<std::string>& names = question.places.lists[list];
    of_benefits.mutable_in_full()->Add(names.begin(), names.end());
  }
  risk::v1::GetPackPartRequest of_risk;
  fill(&of_risk);
  of_risk.set_compare_to(question.compare_to);
  return {calls.Begin<benefits::v1::GetPackPartResponse>(
              "benefits", "concordat.benefits.v1.PackParts.GetPackPart", of_benefits),
          calls.Begin<risk::v1::GetPackPartResponse>(
              "risk", "concordat.risk.v1.PackParts.GetPackPart", of_risk)};
}

absl::StatusOr<v1::PackPart> GetPackPart(const ServiceParts& parts, const Caller& caller,
                                         const v1::GetPackPartRequest& request) {
  absl::Status status = CheckBoardOf(request.parent(), request.board());
  if (!status.ok()) return status;
  absl::StatusOr<PackQuestion> question = PackQuestion();
  status = ReadRecords(parts.ledger, caller, request, ParentCheck::kReadable,
                       [&](const Records& records) {
                         question = ReadPackQuestion(records, request);
                         return question.status();
                       });
  if (!status.ok()) return status;
  question->marking = SeesExempt(caller) ? request.marking() : type::v1::MARKING_PUBLIC;
  const ServiceCalls calls(parts.peers, caller, kPeerLimit);
  OtherParts others = BeginOtherParts(calls, request, *question);
  auto benefits = others.benefits.Get();
  if (!benefits.ok()) return benefits.status();
  auto risk = others.risk.Get();
  if (!risk.ok()) return risk.status();
  auto elsewhere = AskForSections(calls, question->sections);
  if (!elsewhere.ok()) return elsewhere.status();
  question->elsewhere = *std::move(elsewhere);
  auto unscored =
      AskForUnscored(calls, question->cited, {question->marking, question->outline.not_told});
  if (!unscored.ok()) return unscored.status();
  question->unscored = *std::move(unscored);
  absl::StatusOr<PackRecords> own = PackRecords();
  status = ReadRecords(parts.ledger, caller, request, ParentCheck::kTrusted,
                       [&](const Records& records) {
                         own = ReadPackRecords(records, *question, *benefits, *risk);
                         return own.status();
                       });
  if (!status.ok()) return status;
  return ComposePackPart(*question, *std::move(own), *std::move(benefits), *std::move(risk));
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
  return MakeFindings(&ReadCandidatesOf, &FindInProgrammes, &WorkByRecord);
}

}  // namespace concordat::programme
