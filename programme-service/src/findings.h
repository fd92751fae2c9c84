// What does not agree in a partnership's programmes. Pure rules; each finding
// can be read aloud at the board.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FINDINGS_H_
#define CONCORDAT_PROGRAMME_SERVICE_FINDINGS_H_

#include <vector>

#include "concordat/ledger/v1/finding.pb.h"
#include "programme-service/src/facts.h"

namespace concordat::programme {

using Findings = std::vector<ledger::v1::Finding>;

// `stated-dates-differ`: one date is stated in several ways.
void AddStatedDateFindings(const Facts& facts, Findings* findings);

// `highlight-report-missing`: amber or red, and no submitted highlight report
// where others of the partnership have one. `highlight-status-differs`: the
// report's light is another than the work's.
void AddHighlightFindings(const Facts& facts, Findings* findings);

// `benefits-review-missing`: live, and no summary of benefits nor a reason.
void AddReviewFindings(const Facts& facts, Findings* findings);

// `end-date-slipped`: an end planned now that is later than the first plan.
void AddSlipFindings(const Facts& facts, Findings* findings);

// All of the above with their ids, in the order of their ids.
Findings FindInProgrammes(const Facts& facts);

// Across services. `green-but-benefits-unrealised`: reported green although
// promised benefits have not come about, or came as costs.
// `savings-before-go-live`: actual savings in a financial year that ended before
// the service went live.
Findings FindAcrossServices(const Facts& facts, const benefits::v1::BenefitsPosition& positions);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FINDINGS_H_
