// The methods of programme-service beyond the standard ones.
#ifndef CONCORDAT_PROGRAMME_SERVICE_REPORTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_REPORTS_H_

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"
#include "common/service/service_main.h"
#include "concordat/benefits/v1/report.pb.h"

namespace concordat::programme {

// ProgrammeReports. Asks benefits-service for positions.
void BindReports(const Ledger& ledger, const Peers& peers, MethodTable* methods);

// Findings, over all services.
void BindFindings(const Ledger& ledger, const Peers& peers, MethodTable* methods);

// What does not agree in this service's own data, for Ledger.ListServiceFindings.
FindingsFunction ProgrammeFindings(const Ledger& ledger);

// OK when the partnership of a report is there now; NOT_FOUND otherwise.
absl::Status CheckPartnership(const Ledger& ledger, const Caller& caller, Connection& connection,
                              const std::string& parent);

// The benefits of all work in figures, as at the day and place asked. UNAVAILABLE
// when benefits-service does not answer in time.
absl::StatusOr<benefits::v1::BenefitsPosition> AskBenefitsPosition(
    const Peers& peers, const Caller& caller, const std::string& parent, const std::string& as_at,
    const google::protobuf::Timestamp* as_known_at);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_REPORTS_H_
