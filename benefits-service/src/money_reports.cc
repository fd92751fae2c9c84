#include "benefits-service/src/money_reports.h"

#include "benefits-service/src/appraisal_report.h"
#include "benefits-service/src/funnel_report.h"
#include "benefits-service/src/region_report.h"
#include "common/service/report_method.h"

namespace concordat::benefits {
namespace {

template <typename Request, typename Report>
void Bind(const Ledger& ledger, std::string_view method,
          absl::StatusOr<Report> (*tell)(const Records&, const Request&), MethodTable* methods) {
  BindReport<Request, Report>(
      ledger, method, ParentCheck::kReadable,
      [tell](Connection& connection, const Ledger& own, const Request& request, const ReadAt& at) {
        return tell(Records(connection, own.registry(), request.parent(), at), request);
      },
      methods);
}

}  // namespace

void BindMoneyReports(const Ledger& ledger, MethodTable* methods) {
  Bind(ledger, "concordat.benefits.v1.Funnels.GetFunnel", &TellFunnel, methods);
  Bind(ledger, "concordat.benefits.v1.RegionTotals.CalculateRegionTotals", &TellRegionTotals,
       methods);
  Bind(ledger, "concordat.benefits.v1.Appraisals.AppraiseBenefits", &AppraiseShares, methods);
}

}  // namespace concordat::benefits
