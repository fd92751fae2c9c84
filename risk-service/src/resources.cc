#include "risk-service/src/resources.h"

#include "risk-service/src/reports.h"
#include "risk-service/src/findings.h"
#include "risk-service/src/risk_rules.h"

namespace concordat::risk {

std::vector<ResourceRegistration> RiskResources() {
  return {Keep<v1::Matrix>(CheckMatrix), Keep<v1::Register>(CheckRegister),
          Keep<v1::Risk>(CheckRisk), Keep<v1::Treatment>(CheckTreatment)};
}

void BindRiskMethods(const Ledger& ledger, MethodTable* methods) {
  methods->Bind<v1::GetRegisterReportRequest, v1::RegisterReport>(
      "concordat.risk.v1.RegisterReports.GetRegisterReport",
      [&ledger](const Caller& caller, const v1::GetRegisterReportRequest& request) {
        return GetRegisterReport(ledger, caller, request);
      });
}

FindingsFunction RiskFindings(const Ledger& ledger) {
  return [&ledger](Connection& connection, const std::string& parent, const Scope& scope,
                   const ReadAt& at) -> absl::StatusOr<Findings> {
    auto books = ReadBooks(connection, ledger, parent, "", at);
    if (!books.ok()) return books.status();
    Narrow(scope, &*books);
    return FindInBooks(*books, at.day);
  };
}

}  // namespace concordat::risk
