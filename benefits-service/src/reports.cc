#include "benefits-service/src/money_report.h"
#include "benefits-service/src/pack_part.h"
#include "benefits-service/src/position_report.h"
#include "benefits-service/src/realisation_report.h"
#include "benefits-service/src/resources.h"
#include "benefits-service/src/work_benefits.h"
#include "common/service/report_method.h"
#include "concordat/benefits/v1/pack_part.pb.h"

namespace concordat::benefits {
namespace {

absl::StatusOr<v1::FinancialSummary> GetFinancialSummary(
    Connection& connection, const Ledger& ledger, const v1::GetFinancialSummaryRequest& request,
    const ReadAt& at) {
  return TellFinancialSummary(Records(connection, ledger.registry(), request.parent(), at),
                              Scope(request.scope()), request.financial_year());
}

absl::StatusOr<v1::BenefitsRealisation> GetBenefitsRealisation(
    Connection& connection, const Ledger& ledger, const v1::GetBenefitsRealisationRequest& request,
    const ReadAt& at) {
  return TellRealisation(Records(connection, ledger.registry(), request.parent(), at),
                         Scope(request.scope()));
}

absl::StatusOr<v1::BenefitsPosition> GetBenefitsPosition(
    Connection& connection, const Ledger& ledger, const v1::GetBenefitsPositionRequest& request,
    const ReadAt& at) {
  return TellPosition(Records(connection, ledger.registry(), request.parent(), at), Scope());
}

absl::StatusOr<v1::GetPackPartResponse> GetPackPart(Connection& connection, const Ledger& ledger,
                                                    const v1::GetPackPartRequest& request,
                                                    const ReadAt& at) {
  return ReadPackPart(Records(connection, ledger.registry(), request.parent(), at),
                      Scope(request.scope()),
                      request.findings_only() ? PackShows::kFindingsOnly : PackShows::kAll,
                      {request.in_full().begin(), request.in_full().end()});
}

absl::StatusOr<v1::GetWorkBenefitsResponse> GetWorkBenefits(
    Connection& connection, const Ledger& ledger, const v1::GetWorkBenefitsRequest& request,
    const ReadAt& at) {
  return AddUpWorkBenefits(Records(connection, ledger.registry(), request.parent(), at), request);
}

}  // namespace

void BindReports(const Ledger& ledger, MethodTable* methods) {
  BindReport<v1::GetFinancialSummaryRequest, v1::FinancialSummary>(
      ledger, "concordat.benefits.v1.BenefitsReports.GetFinancialSummary", ParentCheck::kReadable,
      &GetFinancialSummary, methods);
  BindReport<v1::GetBenefitsRealisationRequest, v1::BenefitsRealisation>(
      ledger, "concordat.benefits.v1.BenefitsReports.GetBenefitsRealisation",
      ParentCheck::kReadable, &GetBenefitsRealisation, methods);
  BindReport<v1::GetBenefitsPositionRequest, v1::BenefitsPosition>(
      ledger, "concordat.benefits.v1.BenefitsReports.GetBenefitsPosition", ParentCheck::kTrusted,
      &GetBenefitsPosition, methods);
  BindReport<v1::GetPackPartRequest, v1::GetPackPartResponse>(
      ledger, "concordat.benefits.v1.PackParts.GetPackPart", ParentCheck::kTrusted, &GetPackPart,
      methods);
  BindReport<v1::GetWorkBenefitsRequest, v1::GetWorkBenefitsResponse>(
      ledger, "concordat.benefits.v1.WorkBenefits.GetWorkBenefits", ParentCheck::kTrusted,
      &GetWorkBenefits, methods);
}

}  // namespace concordat::benefits
