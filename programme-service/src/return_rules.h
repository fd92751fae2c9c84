// What may become of a reporting period and of a council's return in it.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_RETURN_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_RETURN_RULES_H_

#include <absl/status/status.h>
#include <absl/time/civil_time.h>

#include <string>

#include "concordat/programme/v1/reporting_period.pb.h"
#include "concordat/programme/v1/return.pb.h"

namespace concordat::programme {

// A new period is planned; its days stand in their order, and stay once it is open.
absl::Status CheckReportingPeriod(const v1::ReportingPeriod* before, v1::ReportingPeriod* after);

// A new return is due. Whose it is and for which period never changes, and what was handed
// in is changed only after it was sent back.
absl::Status CheckReturn(const v1::Return* before, v1::Return* after);

// Steps of a period. FAILED_PRECONDITION where it does not stand before them.
absl::Status Open(absl::CivilDay day, v1::ReportingPeriod* period);
absl::Status Freeze(absl::CivilDay day, v1::ReportingPeriod* period);
absl::Status Reopen(const std::string& reason, v1::ReportingPeriod* period);
absl::Status Publish(absl::CivilDay day, v1::ReportingPeriod* period);

// Steps of a return, likewise.
absl::Status Prepare(const std::string& role, const std::string& narrative, v1::Return* held);
absl::Status Sign(const std::string& role, absl::CivilDay day, v1::Return* held);
absl::Status SendBack(const v1::SentBack& sent_back, v1::Return* held);
absl::Status Accept(absl::CivilDay day, v1::Return* held);

// True while the council has yet to hand it in.
bool IsAwaited(const v1::Return& held);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_RETURN_RULES_H_
