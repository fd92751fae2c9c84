#include <optional>
#include <string>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/references.h"
#include "common/service/report_method.h"
#include "concordat/risk/v1/pack_part.pb.h"
#include "risk-service/src/cited_risks.h"
#include "risk-service/src/pack_part.h"
#include "risk-service/src/register_reading.h"
#include "risk-service/src/resources.h"
#include "risk-service/src/risk_lists.h"
#include "risk-service/src/risk_process.h"
#include "risk-service/src/roll_ups.h"
#include "risk-service/src/work_risks.h"

namespace concordat::risk {
namespace {

// The day to tell movement from, if any; `at.day` is that of the report.
absl::StatusOr<std::optional<absl::CivilDay>> EarlierDay(const std::string& compare_to,
                                                         const ReadAt& at) {
  if (compare_to.empty()) return std::nullopt;
  auto earlier = ParseDay(compare_to);
  if (!earlier.ok()) return earlier.status();
  if (*earlier > at.day) return InvalidField("compare_to", "is after the day of the report");
  return *earlier;
}

// One register that is named is there, if not yet on the day.
absl::Status CheckAsked(Connection& connection, const Ledger& ledger,
                        const v1::GetRegisterReportRequest& request) {
  const std::string& only = request.register_();
  if (only.empty()) return absl::OkStatus();
  if (!ledger.registry().TypeOf<v1::Register>().Matches(only) ||
      ResourceType::ParentOf(only) != request.parent()) {
    return InvalidField("register", "is no name of a register of the partnership");
  }
  return CheckEverHeld(connection, {}, only);
}

absl::StatusOr<v1::RegisterReport> GetRegisterReport(Connection& connection, const Ledger& ledger,
                                                     const v1::GetRegisterReportRequest& request,
                                                     const ReadAt& at) {
  absl::Status status = CheckAsked(connection, ledger, request);
  if (!status.ok()) return status;
  auto earlier = EarlierDay(request.compare_to(), at);
  if (!earlier.ok()) return earlier.status();
  auto shown = ReadRegisters(
      connection, ledger,
      {request.parent(), request.register_(), Scope(request.scope()), *earlier, kReportBounds}, at);
  if (!shown.ok()) return shown.status();
  v1::RegisterReport report;
  report.set_parent(request.parent());
  report.set_as_at(FormatDay(at.day));
  report.set_compare_to(request.compare_to());
  for (v1::RegisterSection& section : shown->sections) {
    *report.add_registers() = std::move(section);
  }
  report.set_registers_left_out(shown->left_out);
  return report;
}

absl::StatusOr<v1::GetPackPartResponse> GetPackPart(Connection& connection, const Ledger& ledger,
                                                    const v1::GetPackPartRequest& request,
                                                    const ReadAt& at) {
  auto earlier = EarlierDay(request.compare_to(), at);
  if (!earlier.ok()) return earlier.status();
  return ReadPackPart(connection, ledger, request.parent(), Scope(request.scope()), *earlier, at);
}

absl::StatusOr<v1::GetWorkRisksResponse> GetWorkRisks(Connection& connection, const Ledger& ledger,
                                                      const v1::GetWorkRisksRequest& request,
                                                      const ReadAt& at) {
  return CountWorkRisks(Records(connection, ledger.registry(), request.parent(), at), request);
}

absl::StatusOr<v1::FindUnscoredRisksResponse> FindUnscoredRisks(
    Connection& connection, const Ledger& ledger, const v1::FindUnscoredRisksRequest& request,
    const ReadAt& at) {
  return FindUnscored(Records(connection, ledger.registry(), request.parent(), at), request);
}

}  // namespace

void BindReports(const Ledger& ledger, MethodTable* methods) {
  BindReport<v1::GetRegisterReportRequest, v1::RegisterReport>(
      ledger, "concordat.risk.v1.RegisterReports.GetRegisterReport", ParentCheck::kReadable,
      &GetRegisterReport, methods);
  BindReport<v1::GetPackPartRequest, v1::GetPackPartResponse>(
      ledger, "concordat.risk.v1.PackParts.GetPackPart", ParentCheck::kTrusted, &GetPackPart,
      methods);
  BindReport<v1::GetWorkRisksRequest, v1::GetWorkRisksResponse>(
      ledger, "concordat.risk.v1.WorkRisks.GetWorkRisks", ParentCheck::kTrusted, &GetWorkRisks,
      methods);
  BindReport<v1::FindUnscoredRisksRequest, v1::FindUnscoredRisksResponse>(
      ledger, "concordat.risk.v1.CitedRisks.FindUnscoredRisks", ParentCheck::kTrusted,
      &FindUnscoredRisks, methods);
  BindRiskLists(ledger, methods);
  BindRollUps(ledger, methods);
  BindRiskProcess(ledger, methods);
}

}  // namespace concordat::risk
