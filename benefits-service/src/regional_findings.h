// What does not agree in the tables in which papers price regional tasks. Pure, but for what
// is asked of SQL.
#ifndef CONCORDAT_BENEFITS_SERVICE_REGIONAL_FINDINGS_H_
#define CONCORDAT_BENEFITS_SERVICE_REGIONAL_FINDINGS_H_

#include <absl/status/statusor.h>

#include <vector>

#include "benefits-service/src/regional_table.h"
#include "benefits-service/src/tables.h"
#include "common/findings/findings.h"
#include "concordat/benefits/v1/stated_figure.pb.h"

namespace concordat::benefits {

// What tasks come to by SQL, with all tasks that a rule can find.
absl::StatusOr<RegionalFacts> ReadRegionalFacts(const Records& records);

// `regional-total-differs`: a printed total of regional tasks is not what they come to.
// `regional-saving-differs`: a printed saving is not the cost alone times as many councils as
// most lines of the paper reckon with, less the budget. `budget-outside-saving`: a budget that
// a total holds is priced by no task, so that the regional saving leaves it out. Puts all
// findings in the order of their ids.
void AddRegionalFindings(const RegionalFacts& facts, const std::vector<v1::StatedFigure>& figures,
                         Findings* findings);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_REGIONAL_FINDINGS_H_
