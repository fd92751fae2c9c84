// Which work may be reported in another light than its issues or its newest highlight
// report, or lacks one: candidates, which the rules judge.
#ifndef CONCORDAT_PROGRAMME_SERVICE_LIGHT_CANDIDATES_H_
#define CONCORDAT_PROGRAMME_SERVICE_LIGHT_CANDIDATES_H_

#include <absl/status/status.h>

#include "common/ledger/records.h"
#include "programme-service/src/facts_reading.h"
#include "programme-service/src/newest_reports.h"

namespace concordat::programme {

absl::Status FindByLights(const Records& records, const NewestReports& newest, WorkNames* names);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_LIGHT_CANDIDATES_H_
