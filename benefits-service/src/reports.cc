#include "benefits-service/src/facts.h"
#include "benefits-service/src/findings.h"
#include "benefits-service/src/money_report.h"
#include "benefits-service/src/pack_part.h"
#include "benefits-service/src/realisation_report.h"
#include "benefits-service/src/resources.h"
#include "common/service/report_method.h"
#include "concordat/benefits/v1/pack_part.pb.h"

namespace concordat::benefits {
namespace {

absl::StatusOr<Reading<Facts>> ReadFor(Connection& connection, const Ledger& ledger,
                                       const std::string& parent, const ReadAt& at) {
  return Reading<Facts>::Of(
      at, [&](const ReadAt& which) { return ReadFacts(connection, ledger, parent, which); });
}

// The facts of the scope that the request names.
template <typename Request>
absl::StatusOr<Reading<Facts>> ReadInScope(Connection& connection, const Ledger& ledger,
                                           const Request& request, const ReadAt& at) {
  auto facts = ReadFor(connection, ledger, request.parent(), at);
  if (facts.ok()) facts->Apply([&](Facts* each) { Narrow(Scope(request.scope()), each); });
  return facts;
}

absl::StatusOr<v1::FinancialSummary> GetFinancialSummary(
    Connection& connection, const Ledger& ledger, const v1::GetFinancialSummaryRequest& request,
    const ReadAt& at) {
  auto facts = ReadInScope(connection, ledger, request, at);
  if (!facts.ok()) return facts.status();
  return TellFinancialSummary(*facts);
}

absl::StatusOr<v1::BenefitsRealisation> GetBenefitsRealisation(
    Connection& connection, const Ledger& ledger, const v1::GetBenefitsRealisationRequest& request,
    const ReadAt& at) {
  auto facts = ReadFacts(connection, ledger, request.parent(), at);
  if (!facts.ok()) return facts.status();
  Narrow(Scope(request.scope()), &*facts);
  return ComposeRealisation(*facts);
}

absl::StatusOr<v1::BenefitsPosition> GetBenefitsPosition(
    Connection& connection, const Ledger& ledger, const v1::GetBenefitsPositionRequest& request,
    const ReadAt& at) {
  auto facts = ReadFacts(connection, ledger, request.parent(), at);
  if (!facts.ok()) return facts.status();
  return ComposePosition(*facts);
}

// Names the records that are left out.
void AddNotTold(const Reading<Facts>& facts, v1::GetPackPartResponse* response) {
  if (!facts.is_narrowed()) return;
  const auto told = WorkByRecord(facts.told());
  for (const auto& [name, work] : WorkByRecord(facts.all())) {
    if (!told.contains(name)) response->add_exempt(name);
  }
}

absl::StatusOr<v1::GetPackPartResponse> GetPackPart(Connection& connection, const Ledger& ledger,
                                                    const v1::GetPackPartRequest& request,
                                                    const ReadAt& at) {
  auto facts = ReadFor(connection, ledger, request.parent(), at);
  if (!facts.ok()) return facts.status();
  const Scope scope(request.scope());
  Findings findings = FindIn(*facts, &FindInBenefits);
  KeepInScope(scope, WorkByRecord(facts->told()), &findings);
  v1::GetPackPartResponse response;
  for (ledger::v1::Finding& finding : findings) *response.add_findings() = std::move(finding);
  AddNotTold(*facts, &response);
  facts->Apply([&](Facts* each) { Narrow(scope, each); });
  *response.mutable_position() = ComposePosition(facts->told());
  *response.mutable_part() =
      MakePackPart(TellFinancialSummary(*facts), ComposeRealisation(facts->told()));
  return response;
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
}

}  // namespace concordat::benefits
