// The methods of programme-service beyond the standard ones.
#ifndef CONCORDAT_PROGRAMME_SERVICE_REPORTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_REPORTS_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/time/time.h>

#include <string>

#include "common/identity/caller.h"
#include "common/ledger/records.h"
#include "common/peers/service_calls.h"
#include "common/rpc/method_table.h"
#include "common/service/report_method.h"
#include "common/service/service_definition.h"
#include "concordat/benefits/v1/report.pb.h"

namespace concordat::programme {

// No question to another service takes longer.
inline constexpr absl::Duration kPeerLimit = absl::Seconds(20);

// ProgrammeReports and PackParts. They ask the other services.
void BindReports(const ServiceParts& parts, MethodTable* methods);

// Findings, over all services.
void BindFindings(const ServiceParts& parts, MethodTable* methods);

// What does not agree in this service's own data.
FindingsFunction ProgrammeFindings();

// INVALID_ARGUMENT for a board that is none of the partnership's; OK for none.
absl::Status CheckBoardOf(const std::string& parent, const std::string& board);

// Asks benefits-service for the benefits of all work in figures, as at the times
// that a request names.
template <typename Request>
Awaited<benefits::v1::BenefitsPosition> BeginBenefitsPosition(const ServiceCalls& calls,
                                                              const Request& request) {
  benefits::v1::GetBenefitsPositionRequest question;
  question.set_parent(request.parent());
  question.set_as_at(request.as_at());
  if (request.has_as_known_at()) *question.mutable_as_known_at() = request.as_known_at();
  return calls.Begin<benefits::v1::BenefitsPosition>(
      "benefits", "concordat.benefits.v1.BenefitsReports.GetBenefitsPosition", question);
}

// Gives `read` the records of the partnership at the times that a request asks for.
template <typename Request>
absl::Status ReadRecords(const Ledger& ledger, const Caller& caller, const Request& request,
                         ParentCheck check, absl::FunctionRef<absl::Status(const Records&)> read) {
  return ReadReport(ledger, caller, request, check, [&](Connection& connection, const ReadAt& at) {
    return read(Records(connection, ledger.registry(), request.parent(), at));
  });
}

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_REPORTS_H_
