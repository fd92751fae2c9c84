#include "gateway/src/board_pack/board_packs.h"

#include <absl/time/clock.h>

#include <future>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/resource/validate.h"
#include "concordat/benefits/v1/report.pb.h"
#include "concordat/ledger/v1/ledger.pb.h"
#include "concordat/programme/v1/findings.pb.h"
#include "concordat/programme/v1/report.pb.h"
#include "concordat/risk/v1/register_report.pb.h"
#include "gateway/src/board_pack/board_pack_compose.h"
#include "gateway/src/board_pack/board_pack_wording.h"
#include "google/api/httpbody.pb.h"

namespace concordat::gateway {
namespace {

using Request = v1::GetBoardPackRequest;
using programme::v1::ListFindingsResponse;
using programme::v1::ProgrammeReport;

constexpr absl::Duration kLimit = absl::Seconds(20);
constexpr const char* kServices[] = {"programme", "benefits", "risk"};

// Calls of one pack, all on behalf of its caller and at its pinned positions.
class Reader {
 public:
  Reader(const Peers& backends, Caller caller, const Request& request)
      : backends_(backends), caller_(std::move(caller)), request_(request) {}

  // Pins the three services side by side. Everything is then read as known there.
  absl::Status Pin() {
    ledger::v1::PinPositionRequest request;
    if (request_.has_as_known_at()) *request.mutable_as_known_at() = request_.as_known_at();
    std::vector<std::future<absl::StatusOr<ledger::v1::PinPositionResponse>>> pins;
    for (const char* service : kServices) {
      pins.push_back(Start<ledger::v1::PinPositionResponse>(
          service, "concordat.ledger.v1.Ledger.PinPosition", request));
    }
    std::string vector, header;
    absl::Status failed;
    for (auto& pending : pins) {
      auto pin = pending.get();
      if (!pin.ok()) {
        failed = pin.status();
        continue;
      }
      const ledger::v1::Position& position = pin->position();
      const char* comma = vector.empty() ? "" : ",";
      vector += Concat(comma, position.service(), "=", position.position());
      header += Concat(comma, position.service(), "=", position.epoch(), ":", position.position());
    }
    if (!failed.ok()) return failed;
    caller_.pins = vector;
    if (caller_.response_headers != nullptr) {
      (*caller_.response_headers)["Concordat-Positions"] = header;
    }
    return absl::OkStatus();
  }

  // Begins a call; its answer is waited for with get().
  template <typename Response, typename Message>
  std::future<absl::StatusOr<Response>> Start(const char* service, const char* method,
                                              Message request) const {
    return std::async(std::launch::async, [this, service, method, request = std::move(request)]() {
      Response response;
      const absl::Status status =
          backends_.Named(service)->Call(caller_, method, request, &response, kLimit);
      return status.ok() ? absl::StatusOr<Response>(std::move(response)) : status;
    });
  }

  // A report of a service over the partnership, as at the pack's day.
  template <typename Response, typename Message>
  std::future<absl::StatusOr<Response>> StartReport(const char* service, const char* method,
                                                    Message request) const {
    request.set_parent(request_.name());
    if (request.as_at().empty()) request.set_as_at(request_.as_at());
    return Start<Response>(service, method, std::move(request));
  }

  std::future<absl::StatusOr<ProgrammeReport>> StartProgramme(const std::string& day) const {
    programme::v1::GetProgrammeReportRequest request;
    request.set_board(request_.board());
    request.set_as_at(day);
    return StartReport<ProgrammeReport>(
        "programme", "concordat.programme.v1.ProgrammeReports.GetProgrammeReport", request);
  }

  // Every page of the findings as one.
  std::future<absl::StatusOr<ListFindingsResponse>> StartFindings() const {
    return std::async(std::launch::async, [this]() -> absl::StatusOr<ListFindingsResponse> {
      programme::v1::ListFindingsRequest request;
      request.set_board(request_.board());
      ListFindingsResponse all;
      do {
        auto page = StartReport<ListFindingsResponse>(
                        "programme", "concordat.programme.v1.Findings.ListFindings", request)
                        .get();
        if (!page.ok()) return page;
        request.set_page_token(page->next_page_token());
        if (all.suppressed_rules().empty()) {
          *all.mutable_suppressed_rules() = page->suppressed_rules();
        }
        all.mutable_findings()->MergeFrom(page->findings());
      } while (!request.page_token().empty());
      return all;
    });
  }

 private:
  const Peers& backends_;
  Caller caller_;
  const Request& request_;
};

// The day of the newest meeting before the pack's, as far as it is a day.
std::string MeetingBefore(const ProgrammeReport& report, const std::string& as_at) {
  std::string newest;
  for (const auto& meeting : report.meetings()) {
    if (!ParseDay(meeting.held()).ok() || meeting.held() >= as_at) continue;
    if (meeting.held() > newest) newest = meeting.held();
  }
  return newest;
}

v1::BoardPack Head(const Request& request, const ProgrammeReport& report,
                   const std::string& compare_to) {
  v1::BoardPack head;
  head.set_partnership(request.name());
  head.set_title(report.partnership().title());
  head.set_board(request.board());
  head.set_board_title(report.board().title());
  head.set_as_at(request.as_at());
  head.set_compare_to(compare_to);
  head.set_marking(request.marking());
  return head;
}

absl::StatusOr<v1::BoardPack> Compose(const Reader& reader, const Request& request) {
  auto report = reader.StartProgramme(request.as_at()).get();
  if (!report.ok()) return report.status();
  const std::string compare_to =
      request.compare_to().empty() ? MeetingBefore(*report, request.as_at()) : request.compare_to();
  risk::v1::GetRegisterReportRequest registers_request;
  registers_request.set_compare_to(compare_to);
  registers_request.set_marking(request.marking());
  *registers_request.mutable_scope() = report->scope();
  benefits::v1::GetFinancialSummaryRequest finances_request;
  *finances_request.mutable_scope() = report->scope();
  benefits::v1::GetBenefitsRealisationRequest realisation_request;
  *realisation_request.mutable_scope() = report->scope();
  auto finances = reader.StartReport<benefits::v1::FinancialSummary>(
      "benefits", "concordat.benefits.v1.BenefitsReports.GetFinancialSummary", finances_request);
  auto realisation = reader.StartReport<benefits::v1::BenefitsRealisation>(
      "benefits", "concordat.benefits.v1.BenefitsReports.GetBenefitsRealisation",
      realisation_request);
  auto registers = reader.StartReport<risk::v1::RegisterReport>(
      "risk", "concordat.risk.v1.RegisterReports.GetRegisterReport", registers_request);
  auto findings = reader.StartFindings();
  std::optional<ProgrammeReport> earlier;
  absl::Status status;
  if (!compare_to.empty()) {
    auto before = reader.StartProgramme(compare_to).get();
    status = before.status();
    if (before.ok()) earlier = *std::move(before);
  }
  // Each is waited for, also when another has failed: none may outlive the reader.
  const auto money = finances.get();
  const auto realised = realisation.get();
  const auto risks = registers.get();
  const auto found = findings.get();
  for (const absl::Status& each :
       {money.status(), realised.status(), risks.status(), found.status()}) {
    if (status.ok()) status = each;
  }
  if (!status.ok()) return status;

  const CouncilTitles titles = TitlesOf(*report);
  const bool public_only = request.marking() == type::v1::MARKING_PUBLIC;
  PackParts parts;
  parts.head = Head(request, *report, compare_to);
  parts.lines = WordStatusLines(*report, earlier.has_value() ? &*earlier : nullptr);
  parts.finances = WordFinances(*money, titles, public_only);
  parts.registers.assign(risks->registers().begin(), risks->registers().end());
  parts.realisations = WordRealisations(*realised, *report, titles, public_only);
  parts.decisions = WordDecisions(*report);
  parts.findings.assign(found->findings().begin(), found->findings().end());
  parts.suppressed_rules.assign(found->suppressed_rules().begin(), found->suppressed_rules().end());
  parts.papers = WordPapers(*report);
  return ComposeBoardPack(std::move(parts));
}

absl::StatusOr<v1::BoardPack> GetBoardPack(const Peers& backends, const Caller& caller,
                                           Request request) {
  absl::Status status = Validate(request);
  if (!status.ok()) return status;
  if (request.as_at().empty()) request.set_as_at(FormatDay(LondonDay(absl::Now())));
  Reader reader(backends, caller, request);
  status = reader.Pin();
  if (!status.ok()) return status;
  return Compose(reader, request);
}

absl::StatusOr<google::api::HttpBody> RenderBoardPack(const Peers& backends,
                                                      const BoardPackPage& page,
                                                      const Caller& caller,
                                                      const Request& request) {
  auto pack = GetBoardPack(backends, caller, request);
  if (!pack.ok()) return pack.status();
  auto html = page.Render(*pack);
  if (!html.ok()) return html.status();
  google::api::HttpBody body;
  body.set_content_type("text/html; charset=utf-8");
  body.set_data(*std::move(html));
  return body;
}

}  // namespace

void BindBoardPacks(const Peers& backends, const BoardPackPage& page, MethodTable* methods) {
  methods->Bind<Request, v1::BoardPack>("concordat.gateway.v1.BoardPacks.GetBoardPack",
                                        [&backends](const Caller& caller, const Request& request) {
                                          return GetBoardPack(backends, caller, request);
                                        });
  methods->Bind<Request, google::api::HttpBody>(
      "concordat.gateway.v1.BoardPacks.RenderBoardPack",
      [&backends, &page](const Caller& caller, const Request& request) {
        return RenderBoardPack(backends, page, caller, request);
      });
}

}  // namespace concordat::gateway
